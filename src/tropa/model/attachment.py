"""What hangs on a card besides its words: pictures, kept inside the document, and links to what lies elsewhere."""

from typing import Annotated

from pydantic import Field

from tropa.model.value import Value

_MOST = 4_000_000  # letters of a data URI: about 3 MB of picture


class Picture(Value):
    """A picture inside the document as a data URI (PNG, JPEG, WebP); `alt` says what it shows to who cannot see it."""

    data: Annotated[str, Field(pattern=r"^data:image/(png|jpeg|webp);base64,[A-Za-z0-9+/=]+$", max_length=_MOST)]
    alt: str = ""
    caption: str = ""


class Attachment(Value):
    """A document elsewhere that belongs to a card: a report, a recording, a prototype."""

    title: str
    url: Annotated[str, Field(pattern=r"^(https?://|mailto:)\S+$", max_length=2_000)]
