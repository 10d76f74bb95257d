"""What every route asks of a request: the studio, the caller, the reader's language."""

from typing import Annotated, cast

from fastapi import Depends
from starlette.requests import HTTPConnection

from tropa.errors import RefusedError
from tropa.kit.locale import LANGUAGES, Language
from tropa.server.settings import Settings
from tropa.studio.caller import Caller
from tropa.studio.limits import Limits
from tropa.studio.studio import Studio


def studio_of(connection: HTTPConnection) -> Studio:
    """The running studio."""
    return cast(Studio, connection.app.state.studio)


def caller_of(connection: HTTPConnection) -> Caller:
    """Who calls: the middleware has found out (`server/recognise.py`); SignInError where nobody has signed in."""
    return cast(Caller, connection.state.caller())


def language_of(connection: HTTPConnection) -> Language:
    """The language of the answer: the cookie `language`, else the first of Accept-Language that we speak, else English.

    >>> from starlette.requests import HTTPConnection
    >>> language_of(HTTPConnection({"type": "http", "headers": [(b"accept-language", b"pl-PL,pl;q=0.9")]}))
    'pl'
    """
    accepted = connection.headers.get("accept-language", "").split(",")
    for wanted in (connection.cookies.get("language", ""), *accepted):
        for language in LANGUAGES:
            if wanted.strip()[:2].lower() == language:
                return language
    return "en"


def settings_of(connection: HTTPConnection) -> Settings:
    """What the server was told."""
    return cast(Settings, connection.app.state.settings)


def limits_of(connection: HTTPConnection) -> Limits:
    """The server's counts of tries."""
    return cast(Limits, connection.app.state.limits)


def person_asked(who: Annotated[Caller, Depends(caller_of)]) -> Caller:
    """The caller, who must be a person and no guest."""
    if who.person is None:
        raise RefusedError("studio.refused", role="viewer")
    return who


Here = Annotated[Studio, Depends(studio_of)]
Who = Annotated[Caller, Depends(caller_of)]
Reader = Annotated[Language, Depends(language_of)]
Told = Annotated[Settings, Depends(settings_of)]
Tries = Annotated[Limits, Depends(limits_of)]
Somebody = Annotated[Caller, Depends(person_asked)]
