"""To the provider and back."""

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse

from tropa.errors import NotFoundError, SignInError
from tropa.server.asked import Here, Told, Tries, caller_of
from tropa.server.cookies import cookie_name, drop, put
from tropa.server.routes.session import device_of
from tropa.server.settings import Settings
from tropa.studio import audit, oidc, sessions
from tropa.studio.access import caller_of_person

router = APIRouter(prefix="/api/oidc", tags=["oidc"])


@router.get("/{provider}/start", status_code=303, response_class=RedirectResponse)
def start(
    provider: str, request: Request, here: Here, settings: Told, tries: Tries, key: str = Query("", max_length=100)
) -> Response:
    """Go to the provider; with the key of an invitation to accept it, or signed in to link one's account."""
    tries.hit("key", device_of(request).address)
    known = _provider(settings, provider)
    try:
        person = caller_of(request).person
    except SignInError:
        person = None
    with here.database.session() as session:
        url, browser = oidc.begin(session, known, _redirect(request, settings, provider), person, key or None)
    response = RedirectResponse(url, 303)
    put(response, settings, "oidc", browser)
    return response


@router.get("/{provider}/callback", status_code=303, response_class=RedirectResponse)
def callback(
    provider: str,
    request: Request,
    here: Here,
    settings: Told,
    tries: Tries,
    state: str = Query("", max_length=200),
    code: str = Query("", max_length=4000),
) -> Response:
    """Come back from it, signed in."""
    device = device_of(request)
    tries.hit("key", device.address)
    known = _provider(settings, provider)
    browser = request.cookies.get(cookie_name(settings, "oidc"), "")
    with here.database.session() as session:
        flow = oidc.flow_of(session, known, state, browser)
    who = oidc.identity(known, flow, _redirect(request, settings, provider), code)
    with here.database.session() as session:
        person = oidc.person_for(session, known, who, flow)
        secret = sessions.begin(session, person, "oidc", device)
        audit.record(session, caller_of_person(session, person), "session.began", person.id, way="oidc")
    response = RedirectResponse("/", 303)
    put(response, settings, "session", secret)
    drop(response, settings, "oidc")
    return response


def _provider(settings: Settings, name: str) -> oidc.Provider:
    for provider in settings.oidc:
        if provider.id == name:
            return provider
    raise NotFoundError("accounts.no_provider", value=name)


def _redirect(request: Request, settings: Settings, name: str) -> str:
    return f"{settings.public_url or str(request.base_url).rstrip('/')}/api/oidc/{name}/callback"
