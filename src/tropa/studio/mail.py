"""Letters through an SMTP server: `smtp://`, `smtp+starttls://` or `smtps://` with user, password, host and port."""

import smtplib
import ssl
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from urllib.parse import unquote, urlsplit

from tropa.errors import InputError, TropaError

_PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
_PATIENCE = 15.0  # seconds


class MailError(TropaError):
    """The letter could not be handed over."""


def send(url: str, sender: str, to: str, subject: str, body: str) -> None:
    """Send a letter in plain text.

    InputError `accounts.bad_mail_url` where the address of the server is none; MailError `accounts.mail_failed` where
    the server does not take the letter. Neither tells the password.
    """
    parts = urlsplit(url)
    try:
        port = parts.port or _PORTS.get(parts.scheme, 0)
    except ValueError:
        port = 0
    if not port or not parts.hostname:
        raise InputError("accounts.bad_mail_url", value=url.split("@")[-1], allowed=", ".join(_PORTS))
    letter = EmailMessage()
    letter["From"] = sender or f"Tropa <tropa@{parts.hostname}>"
    letter["To"], letter["Subject"] = to, subject
    letter["Date"], letter["Message-ID"] = formatdate(usegmt=True), make_msgid(domain="tropa.local")
    letter.set_content(body)
    try:
        with _server(parts.scheme, parts.hostname, port) as server:
            if parts.username:
                server.login(unquote(parts.username), unquote(parts.password or ""))
            server.send_message(letter)
    except (OSError, smtplib.SMTPException) as failure:
        raise MailError("accounts.mail_failed", to=to, reason=type(failure).__name__) from failure


def _server(scheme: str, host: str, port: int) -> smtplib.SMTP:
    if scheme == "smtps":
        return smtplib.SMTP_SSL(host, port, timeout=_PATIENCE, context=ssl.create_default_context())
    server = smtplib.SMTP(host, port, timeout=_PATIENCE)
    if scheme == "smtp+starttls":
        server.starttls(context=ssl.create_default_context())
    return server
