"""What every route asks of a request: the studio, the caller, the reader's language."""

from typing import Annotated, cast

from fastapi import Depends
from starlette.requests import HTTPConnection

from tropa.kit.locale import LANGUAGES, Language
from tropa.studio.caller import Caller
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


Here = Annotated[Studio, Depends(studio_of)]
Who = Annotated[Caller, Depends(caller_of)]
Reader = Annotated[Language, Depends(language_of)]
