"""Files sent piece by piece, and a look at them before they are imported."""

import asyncio
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Header, Request, Response, status
from fastapi.encoders import jsonable_encoder
from pydantic import BaseModel, ConfigDict, Field

from tropa.errors import InputError
from tropa.ingest.mapping import Mapping
from tropa.ingest.registry import READERS
from tropa.ingest.report_text import assumption_text, rejection_text
from tropa.kit.locale import Language
from tropa.library.previewing import Preview, preview_file
from tropa.library.workspace import home_of
from tropa.server.asked import Here, Reader, Who
from tropa.studio.caller import Caller
from tropa.studio.studio import Studio
from tropa.studio.uploads import MOST, Upload, Uploads

router = APIRouter(prefix="/api/uploads", tags=["jobs"])
_REFUSALS = 100  # told in a preview


class UploadRequest(BaseModel):
    """A file that is to come."""

    model_config = ConfigDict(extra="forbid")

    name: Annotated[str, Field(min_length=1, max_length=500)]
    size: Annotated[int, Field(ge=0, le=1 << 50)]


class UploadStatus(BaseModel):
    """How much of a file has come; it is thrown away at `expires` unless it goes on."""

    id: str
    name: str
    size: int
    offset: int
    complete: bool
    expires: datetime


class PreviewColumn(BaseModel):
    """A column and what it is taken for."""

    name: str
    role: str | None
    id_kind: str | None
    examples: list[str]


class Refusal(BaseModel):
    """A row that is not taken: its line, the column, what stood there, and why."""

    line: int | None
    column: str | None
    value: str | None
    reason: str


class UploadPreview(BaseModel):
    """What an import would make of the file; `whole` says whether all of it was looked at."""

    reader: str
    readers: list[str]
    sureness: float
    source: str
    columns: list[PreviewColumn]
    rows: list[list[str | None]]
    read: dict[str, list[dict[str, Any]]]
    encoding: str | None
    separator: str | None
    looked_at: int
    accepted: int
    rejected: int
    duplicates: int
    whole: bool
    broken: bool
    assumptions: list[str]
    refusals: list[Refusal]


@router.post("", response_model=UploadStatus, status_code=status.HTTP_201_CREATED)
def begin_upload(here: Here, who: Who, asked: UploadRequest, request: Request, response: Response) -> UploadStatus:
    """Begin to send a file."""
    who.need("editor", None, "data:write")
    settings = getattr(request.app.state, "settings", None)
    most = settings.upload_limit if settings is not None else MOST
    upload = Uploads(here.database, here.folder, most).begin(asked.name, asked.size, who.person)
    response.headers["Location"] = f"/api/uploads/{upload.id}"
    return _status(upload)


@router.head("/{upload_id}", response_class=Response)
def upload_offset(here: Here, who: Who, upload_id: str) -> Response:
    """How much has come, in `Upload-Offset`."""
    return Response(headers=_headers(_theirs(here, who, upload_id)))


@router.get("/{upload_id}", response_model=UploadStatus)
def read_upload(here: Here, who: Who, upload_id: str) -> UploadStatus:
    """How much has come."""
    return _status(_theirs(here, who, upload_id))


@router.patch("/{upload_id}", response_class=Response, status_code=status.HTTP_204_NO_CONTENT)
async def send_piece(
    here: Here, who: Who, upload_id: str, request: Request, upload_offset: Annotated[int, Header(ge=0)]
) -> Response:
    """The next bytes (`application/offset+octet-stream`), from `Upload-Offset` on; what came before a cut stays."""
    kind = request.headers.get("content-type", "")
    if kind.partition(";")[0].strip() != "application/offset+octet-stream":
        raise InputError("uploads.bad_kind", value=kind, allowed="application/offset+octet-stream")
    await asyncio.to_thread(_theirs, here, who, upload_id)
    uploads = Uploads(here.database, here.folder)
    with uploads.arriving(upload_id, upload_offset) as arriving:
        async for piece in request.stream():
            if piece:
                await asyncio.to_thread(arriving.write, piece)
    upload = await asyncio.to_thread(uploads.get, upload_id)
    return Response(status_code=status.HTTP_204_NO_CONTENT, headers=_headers(upload))


@router.delete("/{upload_id}", response_class=Response, status_code=status.HTTP_204_NO_CONTENT)
def drop_upload(here: Here, who: Who, upload_id: str) -> Response:
    """Throw an upload away."""
    _theirs(here, who, upload_id)
    Uploads(here.database, here.folder).drop(upload_id)
    return Response(status_code=status.HTTP_204_NO_CONTENT)


@router.get("/{upload_id}/preview", response_model=UploadPreview)
def preview_upload(here: Here, who: Who, language: Reader, upload_id: str, reader: str | None = None) -> UploadPreview:
    """What an import would make of the file, with nothing said about its columns."""
    return _previewed(here, who, language, upload_id, reader, Mapping())


class PreviewRequest(BaseModel):
    """How the file is to be read."""

    model_config = ConfigDict(extra="forbid")

    reader: Annotated[str, Field(max_length=80)] | None = None
    mapping: Mapping = Mapping()


@router.post("/{upload_id}/preview", response_model=UploadPreview)
def preview_mapped(here: Here, who: Who, language: Reader, upload_id: str, asked: PreviewRequest) -> UploadPreview:
    """What an import would make of the file, read as the mapping says."""
    return _previewed(here, who, language, upload_id, asked.reader, asked.mapping)


def _previewed(
    here: Studio, who: Caller, language: Language, upload_id: str, reader: str | None, mapping: Mapping
) -> UploadPreview:
    _theirs(here, who, upload_id)
    upload = Uploads(here.database, here.folder).whole(upload_id)
    definition = home_of((), here.folder, None).definition
    return _preview(preview_file(upload.path, definition, reader=reader, mapping=mapping), language)


def _preview(found: Preview, language: Language) -> UploadPreview:
    report = found.report
    return UploadPreview(
        reader=found.reader,
        readers=list(READERS),
        sureness=found.sureness,
        source=found.source,
        columns=[PreviewColumn(**vars(one) | {"examples": list(one.examples)}) for one in found.columns],
        rows=[list(row) for row in found.rows],
        read=jsonable_encoder(found.read),
        encoding=report.encoding,
        separator=report.separator,
        looked_at=report.rows,
        accepted=report.accepted,
        rejected=report.rejected,
        duplicates=report.duplicates,
        whole=found.whole,
        broken=report.broken,
        assumptions=[assumption_text(key, facts, language) for key, facts in report.assumptions],
        refusals=[
            Refusal(line=one.line, column=one.column, value=one.value, reason=rejection_text(one, language))
            for one in report.rejections[:_REFUSALS]
        ],
    )


def _theirs(here: Studio, who: Caller, upload_id: str) -> Upload:
    who.need("editor", None, "data:write")
    upload = Uploads(here.database, here.folder).get(upload_id)
    if upload.person != who.person:
        who.need("owner")
    return upload


def _status(upload: Upload) -> UploadStatus:
    return UploadStatus(**{name: getattr(upload, name) for name in UploadStatus.model_fields})


def _headers(upload: Upload) -> dict[str, str]:
    return {"Upload-Offset": str(upload.offset), "Upload-Length": str(upload.size), "Cache-Control": "no-store"}
