"""The cookies: who has signed in, which guest, and a sign-in on its way to a provider."""

from typing import Literal

from starlette.responses import Response

from tropa.server.settings import Settings

Kind = Literal["session", "guest", "oidc"]
_SECONDS: dict[Kind, int] = {"session": 14 * 86400, "guest": 14 * 86400, "oidc": 600}


def cookie_name(settings: Settings, kind: Kind) -> str:
    """`__Host-` behind TLS: no other host or path can set it."""
    return f"{'__Host-' if settings.secure else ''}tropa_{kind}_{settings.cookie_suffix}"


def put(response: Response, settings: Settings, kind: Kind, secret: str) -> None:
    """Give the browser a secret that no script reads and no other site sends along with what it posts."""
    name = cookie_name(settings, kind)
    response.set_cookie(
        name, secret, max_age=_SECONDS[kind], path="/", secure=settings.secure, httponly=True, samesite="lax"
    )


def drop(response: Response, settings: Settings, kind: Kind) -> None:
    """Take it back."""
    response.delete_cookie(cookie_name(settings, kind), path="/", secure=settings.secure, httponly=True, samesite="lax")
