"""An import report in words, for a terminal or a page."""

from pathlib import Path

from tropa.ingest.delimited import SEPARATORS
from tropa.ingest.report import ImportReport, Rejection
from tropa.kit.locale import Language, has_text, text
from tropa.kit.time import moment

SHOWN = 10  # refused rows told one by one
ROOM = "ingest"


def render(report: ImportReport, language: Language, shown: int = SHOWN) -> str:
    """The report as lines of text: counts, encoding and zone, what was assumed, the first refused rows."""
    lines = [text(ROOM, "report.head", language, file=Path(report.file).name, source=report.source)]
    if report.broken:
        lines = [text(ROOM, "report.broken", language, file=Path(report.file).name)]
    if report.rows:
        counts = [("rows", report.rows), ("accepted", report.accepted), ("rejected", report.rejected)]
        told = [text(ROOM, f"report.{key}", language, n=n) for key, n in counts if n or key != "rejected"]
        lines.append("  " + ", ".join(told))
    if report.duplicates:
        lines.append("  " + text(ROOM, "report.duplicates", language, n=report.duplicates))
    lines += [f"  {line}" for line in _facts(report, language)]
    lines += _assumptions(report, language)
    return "\n".join(lines + _refused(report, language, shown))


def rejection_text(rejection: Rejection, language: Language) -> str:
    """One refusal: the place and the reason, `orders.csv:17: «abc» …`."""
    place = Path(rejection.file).name + (f":{rejection.line}" if rejection.line is not None else "")
    room, _, slug = rejection.code.partition(".")
    facts: dict[str, object] = {
        "path": place, "value": rejection.value or "", "column": rejection.column or "",
    }  # fmt: skip
    reason = text(room, f"error.{slug}", language, **(rejection.facts | facts))
    if rejection.line is None:
        return reason
    return text(ROOM, "report.refused_row", language, place=place, reason=reason)


def assumption_text(key: str, facts: dict[str, object], language: Language) -> str:
    """One assumption in words."""
    shown = dict(facts)
    name = SEPARATORS.get(str(shown.get("separator")))
    if name is not None:
        shown["separator"] = text(ROOM, f"separator.{name}", language)
    return text(ROOM, key, language, **shown) if has_text(ROOM, key, language) else f"{key} {shown}"


def _facts(report: ImportReport, language: Language) -> list[str]:
    lines = []
    if report.first_time is not None and report.last_time is not None:
        first, last = (moment(time).strftime("%Y-%m-%d %H:%M") for time in (report.first_time, report.last_time))
        lines.append(text(ROOM, "report.period", language, first=first, last=last))
    if report.time_zone:
        lines.append(text(ROOM, "report.time_zone", language, value=report.time_zone))
    if report.encoding:
        lines.append(text(ROOM, "report.encoding", language, value=report.encoding))
    if report.separator in SEPARATORS:
        name = text(ROOM, f"separator.{SEPARATORS[report.separator]}", language)
        lines.append(text(ROOM, "report.separator", language, value=name))
    lines += [text(ROOM, "report.ids", language, kind=kind, n=n) for kind, n in sorted(report.ids.items())]
    return lines


def _assumptions(report: ImportReport, language: Language) -> list[str]:
    if not report.assumptions:
        return []
    told = [f"    {assumption_text(key, facts, language)}" for key, facts in report.assumptions]
    return ["  " + text(ROOM, "report.assumed", language), *told]


def _refused(report: ImportReport, language: Language, shown: int) -> list[str]:
    if not report.rejections:
        return []
    lines = ["  " + text(ROOM, "report.refused", language)]
    lines += [f"    {rejection_text(rejection, language)}" for rejection in report.rejections[:shown]]
    rest = report.rejected + report.broken - min(shown, len(report.rejections))
    return lines + (["    " + text(ROOM, "report.more", language, n=rest)] if rest > 0 else [])
