"""A journey as CJML 2.0 XML, as `spec/cjml/cjml-2.0.xsd` wants it."""

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from tropa.formats.cjml.journey import PROVIDERS, Journey, Party, Touchpoint


def written(journey: Journey) -> str:
    """The journey as XML."""
    kind = "planned" if journey.planned else "actual"
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<CJML version="2.0">',
        f"  <{kind}Journey>",
        f"    <journeyID>{escape(journey.id)}</journeyID>",
        *_told("    ", "journeyTitle", journey.title),
        "    <journeyPhases>",
        *(line for phase in journey.phases for line in _phase(phase.id, phase.name, phase.description)),
        "    </journeyPhases>",
        *_told("    ", "journeyShortSummary", journey.summary),
        *_told("    ", "journeyLongSummary", journey.description),
        "    <actors>",
        *(line for party in journey.parties for line in _party(party)),
        "    </actors>",
        "    <touchpoints>",
        *(line for point in journey.touchpoints for line in _touchpoint(point, kind)),
        "    </touchpoints>",
        f"  </{kind}Journey>",
        "</CJML>",
    ]
    return "\n".join(lines) + "\n"


def _told(indent: str, name: str, words: str) -> Iterable[str]:
    return [f"{indent}<{name}>{escape(words)}</{name}>"] if words else []


def _phase(name: str, title: str, description: str) -> list[str]:
    return [
        f"      <journeyPhase phaseID={quoteattr(name)}>",
        f"        <phaseName>{escape(title)}</phaseName>",
        *_told("        ", "phaseDescription", description),
        "      </journeyPhase>",
    ]


def _party(party: Party) -> list[str]:
    if party.end_user:
        return [
            f"      <endUser actorID={quoteattr(party.id)}>",
            f"        <actorName>{escape(party.name)}</actorName>",
            "      </endUser>",
        ]
    return [
        f"      <serviceProvider actorID={quoteattr(party.id)}>",
        f"        <companyName>{escape(party.name)}</companyName>",
        f"        <providerType>{escape(PROVIDERS[party.kind])}</providerType>",
        "      </serviceProvider>",
    ]


def _touchpoint(point: Touchpoint, kind: str) -> list[str]:
    name = f"{kind}Action" if point.receiver is None else f"{kind}CommunicationPoint"
    lines = [
        f"      <{name}>",
        f"        <touchpointID>{escape(point.id)}</touchpointID>",
        f"        <belongsTo phaseIDref={quoteattr(point.phase)}/>",
        *_end("initiator", point.initiator, point.label),
    ]
    if point.receiver is not None:
        lines += _end("receiver", point.receiver, point.receiver_label)
        lines += [
            "        <channel>",
            f"          <channelName>{escape(point.channel)}</channelName>",
            "        </channel>",
        ]
    lines += _told("        ", "comment", point.comment)
    if point.rating is not None:
        lines += [
            "        <touchpointExperience>",
            f"          <experienceRating>{point.rating!r}</experienceRating>",
            "        </touchpointExperience>",
        ]
    return [*lines, f"      </{name}>"]


def _end(name: str, actor: str, label: str) -> list[str]:
    return [
        f"        <{name}>",
        f"          <refersTo actorIDref={quoteattr(actor)}/>",
        f"          <{name}Label>{escape(label)}</{name}Label>",
        f"        </{name}>",
    ]
