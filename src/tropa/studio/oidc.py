"""Signing in with the company's accounts: OpenID Connect's code flow with PKCE, nonce and a state kept here.

A person is known by the provider's issuer and their subject there. An e-mail address alone never opens an account:
it may change hands, and a provider may not have checked it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import httpx2
from authlib.common.errors import AuthlibBaseError
from authlib.common.security import generate_token
from authlib.integrations.httpx_client import OAuth2Client
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from tropa.errors import ConflictError, InputError, NotFoundError, RefusedError, SignInError
from tropa.kit.ids import random_id
from tropa.studio import invitations
from tropa.studio.accounts import by_email, clean_email, new_person, person_of
from tropa.studio.caller import ROLES, Role
from tropa.studio.sessions import digest, new_secret
from tropa.studio.tables.base import now
from tropa.studio.tables.people import IdentityRow, OidcFlowRow, PersonRow

ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
_MINUTES = 10  # to sign in at the provider
_PATIENCE = 10.0  # seconds for one answer of the provider


@dataclass(frozen=True)
class Provider:
    """An OpenID provider and this server's name there. `newcomers` is the role of those whom nobody has invited;
    None lets in only who is invited or already has an account."""

    id: str
    title: str
    issuer: str
    client_id: str
    client_secret: str = field(default="", repr=False)
    newcomers: Role | None = None


@dataclass(frozen=True)
class Identity:
    """Who somebody is at the provider."""

    issuer: str
    subject: str
    name: str
    email: str | None


def provider_of(environment: Mapping[str, str]) -> Provider | None:
    """The provider by TROPA_OIDC_ISSUER, _CLIENT_ID, _CLIENT_SECRET, _ID, _TITLE and _NEWCOMERS; None without issuer.

    InputError `accounts.bad_oidc` names the variable that is none. http is allowed on this machine only.
    """
    issuer = environment.get("TROPA_OIDC_ISSUER", "").rstrip("/")
    if not issuer:
        return None
    if not issuer.startswith(("https://", "http://127.0.0.1", "http://localhost")):
        raise InputError("accounts.bad_oidc", name="TROPA_OIDC_ISSUER", value=issuer, allowed="https://…")
    newcomers = environment.get("TROPA_OIDC_NEWCOMERS", "")
    role = next((one for one in ROLES if one == newcomers and one != "owner"), None)
    if newcomers and role is None:
        allowed = ", ".join(one for one in ROLES if one != "owner")
        raise InputError("accounts.bad_oidc", name="TROPA_OIDC_NEWCOMERS", value=newcomers, allowed=allowed)
    client = environment.get("TROPA_OIDC_CLIENT_ID", "")
    if not client:
        raise InputError("accounts.bad_oidc", name="TROPA_OIDC_CLIENT_ID", value="", allowed="…")
    name = environment.get("TROPA_OIDC_ID", "oidc")
    title = environment.get("TROPA_OIDC_TITLE", "OpenID")
    return Provider(name, title, issuer, client, environment.get("TROPA_OIDC_CLIENT_SECRET", ""), role)


def begin(
    session: Session, provider: Provider, redirect: str, person: str | None, invitation: str | None
) -> tuple[str, str]:
    """The provider's page to send the browser to, and the secret for the browser's cookie.

    `person` links their account; `invitation` is the key of one to accept.
    """
    places = _discovered(provider)
    nonce, verifier, browser = generate_token(32), generate_token(64), new_secret()
    with _client(provider, redirect) as client:
        url, state = client.create_authorization_url(
            places["authorization_endpoint"], code_verifier=verifier, nonce=nonce
        )
    session.execute(delete(OidcFlowRow).where(OidcFlowRow.expires < now()))
    session.add(
        OidcFlowRow(
            digest=digest(str(state)),
            browser=digest(browser),
            provider=provider.id,
            nonce=nonce,
            verifier=verifier,
            person=person,
            invitation=digest(invitation) if invitation else None,
            expires=now() + timedelta(minutes=_MINUTES),
        )
    )
    return str(url), browser


def flow_of(session: Session, provider: Provider, state: str, browser: str) -> OidcFlowRow:
    """The flow this browser began, used up by that; SignInError `accounts.oidc_state` where it did not, or long ago."""
    row = session.scalar(select(OidcFlowRow).where(OidcFlowRow.digest == digest(state)))
    if row is None or row.provider != provider.id or row.browser != digest(browser) or row.expires < now():
        raise SignInError("accounts.oidc_state")
    session.delete(row)
    session.flush()
    return row


def identity(provider: Provider, flow: OidcFlowRow, redirect: str, code: str) -> Identity:
    """Who the provider says has signed in: the code for a token, the token's signature and claims checked.

    SignInError `accounts.oidc_refused` where anything in it does not hold.
    """
    places = _discovered(provider)
    try:
        with _client(provider, redirect) as client:
            token = client.fetch_token(places["token_endpoint"], code=code, code_verifier=flow.verifier)
        keys = KeySet.import_key_set(_fetched(places["jwks_uri"]))
        signed = jwt.decode(token["id_token"], keys, algorithms=ALGORITHMS)
        options = {"iss": {"value": places["issuer"]}, "aud": {"value": provider.client_id}}
        params = {"nonce": flow.nonce, "client_id": provider.client_id, "access_token": token.get("access_token")}
        claims = CodeIDToken(signed.claims, signed.header, options, params)
        claims.validate(leeway=60)
    except (AuthlibBaseError, JoseError, httpx2.HTTPError, KeyError, ValueError) as failure:
        raise SignInError("accounts.oidc_refused", title=provider.title, reason=type(failure).__name__) from failure
    return _identity(signed.claims)


def person_for(session: Session, provider: Provider, who: Identity, flow: OidcFlowRow) -> PersonRow:
    """Whose account this identity opens: the one it is linked to, the one that links it now, or a new one by invitation
    or for newcomers. RefusedError `accounts.oidc_unknown` else."""
    linked = session.scalar(
        select(IdentityRow).where(IdentityRow.issuer == who.issuer, IdentityRow.subject == who.subject)
    )
    if linked is not None and flow.person not in (None, linked.person):
        raise ConflictError("accounts.oidc_taken", title=provider.title)
    person = person_of(session, linked.person) if linked else _person(session, provider, who, flow)
    if person.disabled:
        raise RefusedError("accounts.oidc_unknown", title=provider.title)
    if linked is None:
        row = IdentityRow(id=random_id("identity"), person=person.id, issuer=who.issuer, subject=who.subject)
        session.add(row)
    elif flow.invitation:
        invitations.accept(session, invitations.by_digest(session, flow.invitation), person)
    return person


def _person(session: Session, provider: Provider, who: Identity, flow: OidcFlowRow) -> PersonRow:
    if flow.person is not None:
        return person_of(session, flow.person)
    free = who.email if who.email and by_email(session, who.email) is None else None
    if flow.invitation:
        return invitations.accept_as_new(session, invitations.by_digest(session, flow.invitation), who.name, None, free)
    if provider.newcomers is None:
        raise RefusedError("accounts.oidc_unknown", title=provider.title)
    return new_person(session, who.name, provider.newcomers, free)


def _identity(claims: Mapping[str, Any]) -> Identity:
    email = claims.get("email") if claims.get("email_verified") is True else None
    try:
        address = clean_email(str(email)) if email else None
    except InputError:
        address = None
    name = str(claims.get("name") or claims.get("preferred_username") or address or claims["sub"])
    return Identity(str(claims["iss"]), str(claims["sub"]), name, address)


def _client(provider: Provider, redirect: str) -> OAuth2Client:
    return OAuth2Client(
        provider.client_id,
        provider.client_secret or None,
        token_endpoint_auth_method="client_secret_basic" if provider.client_secret else "none",
        scope="openid profile email",
        redirect_uri=redirect,
        code_challenge_method="S256",
        timeout=_PATIENCE,
    )


def _discovered(provider: Provider) -> dict[str, Any]:
    places: dict[str, Any]
    try:
        places = _fetched(f"{provider.issuer}/.well-known/openid-configuration")
        wanted = ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri")
        if any(not isinstance(places.get(name), str) for name in wanted):
            raise ValueError
    except (httpx2.HTTPError, ValueError, AttributeError) as failure:
        raise NotFoundError("accounts.oidc_silent", title=provider.title) from failure
    if places["issuer"].rstrip("/") != provider.issuer:
        raise NotFoundError("accounts.oidc_silent", title=provider.title)
    return places


def _fetched(url: str) -> Any:
    answer = httpx2.get(url, timeout=_PATIENCE)
    answer.raise_for_status()
    return answer.json()
