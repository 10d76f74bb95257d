"""What a server is told when it starts."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from tropa.errors import InputError
from tropa.kit.ids import stable_id
from tropa.studio.oidc import Provider, provider_of

MEBIBYTE = 1 << 20


@dataclass(frozen=True)
class Settings:
    """Where the workspace is and how the world reaches it.

    `public_url` is the address people use, where that is not the one listened on (behind a proxy); with https it makes
    cookies `Secure`. `hosts` are further names the server answers to. `body_limit` bounds any request in bytes,
    `upload_limit` one uploaded file.
    """

    folder: Path
    database_url: str = field(default="", repr=False)
    public_url: str = ""
    hosts: tuple[str, ...] = ()
    secure_cookies: bool = False
    oidc: tuple[Provider, ...] = ()
    smtp_url: str = field(default="", repr=False)
    mail_from: str = ""
    body_limit: int = 64 * MEBIBYTE
    upload_limit: int = 20_000 * MEBIBYTE

    @property
    def secure(self) -> bool:
        """Whether cookies are for TLS only."""
        return self.secure_cookies or self.public_url.startswith("https://")

    @property
    def cookie_suffix(self) -> str:
        """Tells the cookies of workspaces served on one machine apart: a cookie knows no port."""
        return stable_id([self.folder.resolve()])[:8]

    def answers_to(self, host: str) -> bool:
        """Whether a `Host` header names this server: an address, localhost, or a name it was told.

        A page that rebinds its own name to this machine still sends its own name.

        >>> here = Settings(Path(), public_url="https://maps.example.org")
        >>> [here.answers_to(h) for h in ("127.0.0.1:8600", "[::1]:8600", "maps.example.org", "evil.example")]
        [True, True, True, False]
        """
        name = _hostname(host)
        if name in ("localhost", _hostname(urlsplit(self.public_url).netloc), *self.hosts):
            return bool(name)
        try:
            ip_address(name)
        except ValueError:
            return False
        return True


def settings_from(folder: Path, environment: Mapping[str, str] = os.environ) -> Settings:
    """Settings by the environment: TROPA_DATABASE_URL, TROPA_PUBLIC_URL, TROPA_HOSTS, TROPA_SMTP_URL, TROPA_MAIL_FROM,
    TROPA_UPLOAD_LIMIT (MiB) and TROPA_OIDC_*.

    InputError `server.bad_setting` names the variable that is none.
    """
    public = environment.get("TROPA_PUBLIC_URL", "").rstrip("/")
    if public and not (public.startswith(("http://", "https://")) and urlsplit(public).netloc):
        raise InputError("server.bad_setting", name="TROPA_PUBLIC_URL", value=public, allowed="https://host")
    limit = environment.get("TROPA_UPLOAD_LIMIT", "20000")
    if not limit.isdigit() or int(limit) < 1:
        raise InputError("server.bad_setting", name="TROPA_UPLOAD_LIMIT", value=limit, allowed="1, 2, 3…")
    provider = provider_of(environment)
    return Settings(
        folder=folder,
        database_url=environment.get("TROPA_DATABASE_URL", ""),
        public_url=public,
        hosts=tuple(name.strip().lower() for name in environment.get("TROPA_HOSTS", "").split(",") if name.strip()),
        oidc=(provider,) if provider else (),
        smtp_url=environment.get("TROPA_SMTP_URL", ""),
        mail_from=environment.get("TROPA_MAIL_FROM", ""),
        upload_limit=int(limit) * MEBIBYTE,
    )


def _hostname(netloc: str) -> str:
    try:
        return (urlsplit(f"//{netloc}").hostname or "").lower()
    except ValueError:
        return ""
