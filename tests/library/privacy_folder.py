"""A shop whose customers have names, addresses and opinions, as a workspace with drafted maps."""

from hashlib import sha256
from pathlib import Path

from tests.shop_folder import CUSTOMERS, events_text
from tropa.library.drafting import draft_folder, save_draft
from tropa.library.workspace import Workspace, open_workspace

ERASED, EMAIL = "c11", "anna.volkova@example.com"
TEXT = "The courier of the evening was rude to me and left the parcel in the rain by the door"
HASH = sha256(EMAIL.encode()).hexdigest()

_DEFINITION = """
language: en
sources:
  - {name: events, files: [events.csv]}
  - {name: people, files: [people.csv], mapping: {columns: {name: {role: trait}}}}
  - {name: reviews, files: [reviews.csv]}
  - {name: chats, files: [chats.csv], mapping: {kind: chat}}
stages: [{id: look, title: Look}, {id: buy, title: Buy}]
touchpoints:
  - {match: {name: visit}, touchpoint: visit, stage: look}
  - {match: {name: catalog}, touchpoint: catalog, stage: look}
  - {match: {name: cart}, touchpoint: cart, stage: buy}
  - {match: {name: purchase}, touchpoint: purchase, stage: buy}
goal: {title: Purchase, touchpoints: [purchase]}
map: {company: Shop}
"""


def privacy_folder(folder: Path) -> Path:
    """Events, people with e-mails, reviews and chats of 40 customers, and what they are read by."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "tropa.yaml").write_text(_DEFINITION, "utf-8")
    (folder / "events.csv").write_text(events_text(), "utf-8")
    people = [f"c{n},{_email(n)},{name_of(n)}" for n in range(CUSTOMERS)]
    (folder / "people.csv").write_text("\n".join(["customer_id,email,name", *people]) + "\n", "utf-8")
    said = [f'2026-10-{1 + n % 28:02d} 11:00:00,c{n},{1 + n % 5},"{_said(n)}"' for n in range(CUSTOMERS)]
    (folder / "reviews.csv").write_text("\n".join(["date,customer_id,rating,text", *said]) + "\n", "utf-8")
    chats = [
        f"2026-10-{1 + n % 28:02d} 12:00:00;{_email(n)};{1 + n % 5};Chat {n}: {_said(n)}" for n in range(CUSTOMERS)
    ]
    (folder / "chats.csv").write_text("\n".join(["date;email;rating;text", *chats]) + "\n", "utf-8")
    return folder


def drafted(folder: Path) -> Workspace:
    """The workspace with everything imported and its maps in the folder `maps`."""
    workspace = open_workspace(privacy_folder(folder))
    save_draft(draft_folder(workspace).draft, folder / "maps")
    return workspace


def name_of(number: int) -> str:
    """The customer's first name, unlike any other's."""
    return ("KaLoMiReSu"[number // 8 * 2 :][:2] + "bordanfilgushemjorlannek"[number % 8 * 3 :][:3]).capitalize()


def _email(number: int) -> str:
    return EMAIL if f"c{number}" == ERASED else f"person{number}@example.com"


def _said(number: int) -> str:
    if f"c{number}" == ERASED:
        return TEXT
    return f"{name_of(number)} found what they wanted and says so in words of their own, part {number * 7}"
