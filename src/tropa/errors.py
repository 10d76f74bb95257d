"""Every error that reaches a person.

    TropaError                what went wrong, with a stable code and the facts
    ├── InputError            a file, row or value that came from outside            400
    ├── DefinitionError       tropa.yaml: unknown key, contradiction, bad rule        422
    ├── QuestionError         a question that cannot be asked of these journeys       422
    ├── MapError              a map document or an edit of it                         422
    ├── NotFoundError         no such file, workspace, map, segment, touchpoint       404
    ├── ConflictError         somebody or something else changed it meanwhile         409
    ├── SignInError           nobody has signed in, or what they showed is not valid   401
    ├── RefusedError          they may not do this                                    403
    ├── TooManyError          too many tries; it says when to try again               429
    ├── TooLargeError         more than is taken here                                 413
    └── MissingExtraError     an optional part of Tropa is not installed              501

The code is `<room>.<slug>`; the sentence lives in the room's catalogue under `error.<slug>`, in three languages. A
sentence names the place, the value and what is allowed. Facts are plain values and become part of the JSON form.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from tropa.kit.locale import Language, text


class TropaError(Exception):
    """An error with a stable code, told to a person in one paragraph.

    >>> str(NotFoundError("errors.no_file", path="a.csv"))
    'There is no file a.csv.'
    """

    def __init__(self, code: str, /, **facts: object) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts = facts

    def text(self, language: Language) -> str:
        """The paragraph in a language."""
        room, _, slug = self.code.partition(".")
        return text(room, f"error.{slug}", language, **self.facts)

    def __str__(self) -> str:
        return self.text("en")

    def to_dict(self) -> dict[str, object]:
        """The error as JSON: code, English sentence and facts."""
        facts = {k: v if isinstance(v, int | float | bool | None) else str(v) for k, v in self.facts.items()}
        return {"code": self.code, "message": str(self), "facts": facts}


class InputError(TropaError):
    """A file, row or value that came from outside."""


class DefinitionError(TropaError):
    """The definition (tropa.yaml) is malformed or contradicts itself."""


class QuestionError(TropaError):
    """A question that cannot be asked of these journeys."""


class MapError(TropaError):
    """A map document, or an edit of it, that breaks a rule."""


class NotFoundError(TropaError):
    """No such file, workspace, map, segment or touchpoint."""


class ConflictError(TropaError):
    """Somebody or something else changed it meanwhile."""


class SignInError(TropaError):
    """Nobody has signed in, or what they showed (password, token, link) is not valid."""


class RefusedError(TropaError):
    """They may not do this."""


class TooManyError(TropaError):
    """Too many tries in a while; the fact `seconds` says when to try again."""


class TooLargeError(TropaError):
    """More than is taken here: the sentence says how much is."""


class MissingExtraError(TropaError):
    """An optional part is not installed; the sentence names the command."""


@contextmanager
def needed(module: str, extra: str) -> Iterator[None]:
    """Around the import of `module`: where it is not installed, MissingExtraError says which extra brings it.

    >>> with needed("nowhere_to_be_found", "export"):
    ...     import nowhere_to_be_found
    Traceback (most recent call last):
    tropa.errors.MissingExtraError: This needs an optional part of Tropa. Install it with: pip install 'tropa[export]'
    """
    try:
        yield
    except ModuleNotFoundError as missing:
        if (missing.name or "").split(".")[0] != module:
            raise
        raise MissingExtraError("errors.no_extra", module=module, extra=extra) from missing


HTTP_STATUS: dict[type[TropaError], int] = {
    InputError: 400,
    DefinitionError: 422,
    QuestionError: 422,
    MapError: 422,
    NotFoundError: 404,
    ConflictError: 409,
    SignInError: 401,
    RefusedError: 403,
    TooManyError: 429,
    TooLargeError: 413,
    MissingExtraError: 501,
    TropaError: 500,
}
