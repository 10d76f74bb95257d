"""A tree of CJML → journey, tolerantly: what is not as it should be is told with its line and element."""

from dataclasses import replace
from functools import partial

from tropa.errors import MapError
from tropa.formats.cjml.journey import KINDS, Journey, Party, Phase, Touchpoint, trimmed
from tropa.formats.cjml.tree import Element, tree_of
from tropa.formats.decoding import short
from tropa.formats.flat.language import language_of
from tropa.formats.fresh import Ids
from tropa.formats.plain_data import score
from tropa.formats.reading import Notice
from tropa.kit.locale import text

_JOURNEY = {
    "journeyid", "journeytitle", "journeyphases", "journeyshortsummary", "journeylongsummary", "actors", "touchpoints",
}  # fmt: skip
_POINT = {"touchpointid", "belongsto", "initiator", "receiver", "channel", "comment", "touchpointexperience"}


def read_journey(content: bytes, notices: list[Notice]) -> Journey:
    """The first journey in the bytes; MapError where there is none. Further ones are told and left out."""
    root = tree_of(content, notices)
    found = root.every("actualJourney", "plannedJourney")
    if not found:
        reason = ", ".join(child.name for child in root.children) or "—"
        raise MapError("formats.cjml_none", line=notices[-1].line if notices else 1, reason=short(reason))
    for other in found[1:]:
        title = other.told("journeyTitle") or other.told("journeyID")
        notices.append(Notice("formats.more_journeys", other.name, other.line, {"value": short(title)}))
    return _Reader(found[0], notices).journey()


class _Reader:
    def __init__(self, element: Element, notices: list[Notice]) -> None:
        self.element, self.notices, self.ids = element, notices, Ids()
        self.parties: dict[str, Party] = {}
        self.phases: dict[str, Phase] = {}

    def journey(self) -> Journey:
        self._leave_out(self.element, _JOURNEY, "")
        for place, one in enumerate(self._every("actors", "endUser", "serviceProvider")):
            self._party(one, f"actors[{place}]")
        for one in self._every("journeyPhases", "journeyPhase"):
            self._phase(one)
        kinds = ("actualCommunicationPoint", "plannedCommunicationPoint", "actualAction", "plannedAction")
        points = [
            self._touchpoint(one, f"touchpoints[{place}]")
            for place, one in enumerate(self._every("touchpoints", *kinds))
        ]
        return Journey(
            self._told("journeyID"),
            self._told("journeyTitle"),
            self._told("journeyShortSummary"),
            self._told("journeyLongSummary"),
            self.element.name.startswith("planned"),
            tuple(self.phases.values()),
            tuple(self.parties.values()),
            tuple(points),
        )

    def _told(self, name: str) -> str:
        return trimmed(self.element.told(name))

    def _every(self, where: str, *names: str) -> list[Element]:
        found = self.element.first(where)
        return found.every(*names) if found else []

    def _party(self, one: Element, path: str) -> None:
        written = (one.attributes.get("actorid") or one.attributes.get("actoridref") or "").strip()
        name = trimmed(one.told("actorName") or one.told("companyName"))
        word = one.told("providerType").lower()
        kind = KINDS.get(word, "other")
        if word and word not in KINDS and word != "other":
            self._tell("unexpected", one, f"{path}.providerType", allowed=", ".join(KINDS), value=short(word))
        self._leave_out(one, {"actorname", "companyname", "providertype"}, path)
        end_user = one.name == "enduser" or kind == "customer"
        key = self.ids.taken("actor", written, name)
        if not written:
            self._tell("made_id", one, path, value=short(name))
        named = name if one.first("actorName") or one.first("companyName") else trimmed(written)
        party = Party(key, named, end_user, "customer" if end_user else kind)
        self.parties[written if written and written not in self.parties else key] = party

    def _phase(self, one: Element) -> Phase:
        written = one.attributes.get("phaseid", "").strip()
        name = trimmed(one.told("phaseName")) if one.first("phaseName") else trimmed(written)
        phase = Phase(self.ids.taken("stage", written, name), name, trimmed(one.told("phaseDescription")))
        return self.phases.setdefault(written or phase.id, phase)

    def _touchpoint(self, one: Element, path: str) -> Touchpoint:
        self._leave_out(one, _POINT, path)
        label = trimmed(one.told("initiator", "initiatorLabel"))
        initiator = self._actor(one, "initiator", path)
        receiver = self._actor(one, "receiver", path) if one.first("receiver") else None
        if receiver is None and one.name.endswith("communicationpoint"):
            self._tell("lacks", one, path, value=short(label), field="receiver")
        experience = one.first("touchpointExperience")
        comments = [one.told("comment"), experience.told("experienceDescription") if experience else ""]
        point = Touchpoint(
            trimmed(one.told("touchpointID")),
            self._phase_of(one, path, label),
            initiator.id,
            label,
            receiver.id if receiver else None,
            trimmed(one.told("receiver", "receiverLabel")),
            trimmed(one.told("channel", "channelName")) if receiver else "",
            trimmed("\n".join(words for words in comments if words)),
            self._rating(experience, path) if experience else None,
        )
        if receiver is None and initiator.end_user:
            return point
        for value in (point.comment, "" if point.rating is None else f"experienceRating {point.rating:g}"):
            if value:
                self._tell("left_out", one, path, value=short(value))
        return replace(point, comment="", rating=None)

    def _actor(self, one: Element, end: str, path: str) -> Party:
        """Who an end of a touchpoint refers to: by id, by name, or added."""
        found = one.first(end)
        refers = found.first("refersTo") if found else None
        known = refers.attributes if refers else {}
        written = (known.get("actoridref") or known.get("actorid") or "").strip()
        if written in self.parties:
            return self.parties[written]
        called = [party for party in self.parties.values() if party.name.casefold() == written.casefold()]
        where = f"{path}.{end}"
        if written and called:
            self._tell("actor_by_name", refers or one, where, value=short(written), id=called[0].id)
            return called[0]
        if not written and end == "initiator" and self.parties:
            first = next(iter(self.parties.values()))
            self._tell("lacks", found or one, where, value=short(one.told("touchpointID")), field="refersTo")
            return first
        added = Party(
            self.ids.taken("actor", written, end), trimmed(written) or "—", end == "initiator" and not written
        )
        self.parties[written or added.id] = added = replace(added, kind="customer" if added.end_user else "other")
        self._tell("actor_added", refers or one, where, value=short(written or added.name))
        return added

    def _phase_of(self, one: Element, path: str, label: str) -> str:
        """The phase a touchpoint belongs to; one for all where the journey has no phases."""
        found = one.first("belongsTo")
        written = found.attributes.get("phaseidref", "").strip() if found else ""
        if written in self.phases:
            return self.phases[written].id
        called = [phase for phase in self.phases.values() if written and phase.name == trimmed(written)]
        if called:
            return called[0].id
        if not self.phases:
            words = text("formats", "flat.no_stage", language_of(f"{self._told('journeyTitle')} {label}"))
            self.phases[""] = Phase(self.ids.taken("stage", "stage"), words)
            return self.phases[""].id
        phase = list(self.phases.values())[-1]
        self._tell("no_stage", found or one, path, value=short(written or label), stage=short(phase.name))
        return phase.id

    def _rating(self, experience: Element, path: str) -> float | None:
        written = experience.told("experienceRating")
        if not written:
            return None
        tell = partial(self._tell, element=experience, path=f"{path}.experienceRating")
        return score(written, "1..5", tell)

    def _leave_out(self, element: Element, known: set[str], path: str) -> None:
        for child in element.children:
            words = " ".join(_words(child))
            if child.name not in known and words:
                self._tell("left_out", child, f"{path}.{short(child.name)}".lstrip("."), value=short(words))

    def _tell(self, slug: str, element: Element, path: str, **facts: object) -> None:
        self.notices.append(Notice(f"formats.{slug}", path, element.line, facts))


def _words(element: Element) -> list[str]:
    own = " ".join(element.words.split())
    return [word for word in (own, *(word for child in element.children for word in _words(child))) if word]
