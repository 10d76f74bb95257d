"""CJML: written by the schema; the vendor's own faulty files are read; no document type is."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from lxml import etree

from tests.formats.foreign.hostile import TEXTS, hostile_map
from tests.model.map_builder import card, point, small_map
from tests.model.strategies import maps
from tropa.errors import MapError
from tropa.formats.cjml import read_cjml, write_cjml
from tropa.kit.locale import LANGUAGES, Language
from tropa.model.actor import Actor, Arrow
from tropa.model.map import Map
from tropa.model.persona import Persona
from tropa.templates.load import names, template

SCHEMA = etree.XMLSchema(file=str(Path(__file__).parents[3] / "spec" / "cjml" / "cjml-2.0.xsd"))
VENDOR = """<CJML version="2.0">
  <actualJourney>
    <journeyID>AJ1</journeyID>
    <actors>
      <endUser actorID="Carl"><actorName>Carl</actorName></endUser>
      <serviceProvider actorID="Company A"><companyName>Bookis</companyName></serviceProvider>
    </actors>
    <touchpoints>
      <actualCommunicationPoint>
        <touchpointID>TP1</touchpointID>
        <initiator><refersTo actorIDref="Carl"/><initiatorLabel>Creates account</initiatorLabel></initiator>
        <receiver><refersTo actorIDref="Bookis"/><receiverLabel>Account registered</receiverLabel></receiver>
        <channel><channelName>Web</channelName></channel>
      </actualCommunicationPoint>
    </touchpoints>
  </actualJourney>
</CJML>"""
FORM_TOOL = """<CJML version=2.0>
<actualJourney>
<journeyID>J1</journeyID>
<actors>
<endUser actorID=customer><actorName>Eva</actorName></endUser>
<serviceProvider actorID=store/><companyName>Pizza & Co</companyName><providerType>store</providerType>
<touchpoints>
<actualAction><touchpointID>T1</touchpointID>
<initiator><refersTo actorIDref=customer/><initiatorLabel>Reads the menu</initiatorLabel></initiator>
<timestamps><timeCompleted>12:00</timeCompleted></timestamps>
<touchpointExperience><experienceRating>7</experienceRating></touchpointExperience></actualAction>
<actualCommunicationPoint><touchpointID>T2</touchpointID>
<initiator><refersTo actorIDref=customer><initiatorLabel>Pays</initiatorLabel></initiator>
<receiver><refersTo actorIDref=bank><receiverLabel>Pays</receiverLabel></receiver>
<channel><channelName>self-service-machine</channelName></channel>
</actualCommunicationPoint>
</touchpoints>
</actualJourney>
</CJML>"""


def _valid(map_: Map) -> bool:
    SCHEMA.assertValid(etree.fromstring(write_cjml(map_).encode()))
    return True


def _codes(content: str) -> list[tuple[int | None, str, str]]:
    return [(one.line, one.code.removeprefix("formats."), one.place) for one in read_cjml(content.encode()).warnings]


@given(maps())
@settings(max_examples=40)
def test_what_is_written_is_valid(map_: Map) -> None:
    assert _valid(map_)


@pytest.mark.parametrize("language", LANGUAGES)
def test_templates_are_valid(language: Language) -> None:
    assert all(_valid(template(one, language)) for one in names())


@pytest.mark.parametrize("words", TEXTS, ids=lambda words: repr(words[:12]))
def test_hostile_maps_are_valid(words: str) -> None:
    assert _valid(hostile_map(words))


def test_actions_are_cards_and_what_passes_is_an_arrow() -> None:
    actors = (Actor(id="shop", title="Shop", kind="organisation"), Actor(id="me", title="Anna", persona="anna"))
    arrow = Arrow(id="x", stage="payment", rank="V", source="me", target="shop", label="Pays → Paid", channel="phone")
    map_ = small_map(card("c1", detail="two hours"), actors=actors, arrows=(arrow,), curve=(point("search", 2),))
    assert "<receiverLabel>Paid</receiverLabel>" in write_cjml(map_)
    back = read_cjml(write_cjml(map_).encode()).map
    assert [(one.id, one.body, one.detail, one.emotion) for one in back.cards] == [("c1", "c1", "two hours", 5)]
    assert back.arrows == (arrow,)
    assert [(one.id, one.offline) for one in back.channels] == [("phone", True)]


def test_a_map_of_what_is_to_be_is_a_planned_journey_without_experience() -> None:
    map_ = small_map(card("c1", emotion=1), state="future")
    assert _valid(map_)
    assert "plannedAction" in write_cjml(map_)
    assert "experience" not in write_cjml(map_)
    assert read_cjml(write_cjml(map_).encode()).map.state == "future"


def test_the_vendors_sample_is_read_by_the_name_of_its_actor() -> None:
    read = read_cjml(VENDOR.encode())
    assert _codes(VENDOR) == [(12, "actor_by_name", "touchpoints[0].receiver")]
    only = read.map.arrows[0]
    assert (only.id, only.source, only.label, only.channel) == (
        "TP1",
        "Carl",
        "Creates account → Account registered",
        "Web",
    )
    assert [(one.title, one.kind) for one in read.map.actors] == [("Carl", "customer"), ("Bookis", "other")]
    assert read.map.personas[0].name == "Carl"


def test_a_file_that_is_not_well_formed_is_mended() -> None:
    read = read_cjml(FORM_TOOL.encode())
    assert [(one.body, one.emotion) for one in read.map.cards] == [("Reads the menu", 5)]
    assert [(one.label, one.channel) for one in read.map.arrows] == [("Pays", "self-service-machine")]
    assert [one.name for one in read.map.personas] == ["Eva"]
    assert [code for _, code, _ in _codes(FORM_TOOL)] == [
        "not_well_formed", "left_out", "score_clamped", "actor_added",
    ]  # fmt: skip
    for notice in read.warnings:
        for language in LANGUAGES:
            assert len(notice.text(language)) > 20


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>',
        '<!DOCTYPE x SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE x [<!ENTITY e SYSTEM "http://127.0.0.1/">]>',
    ],
)
@pytest.mark.parametrize("body", [VENDOR, FORM_TOOL])
def test_a_document_type_is_refused_with_its_line(declared: str, body: str) -> None:
    with pytest.raises(MapError, match="Line 2"):
        read_cjml(f'<?xml version="1.0"?>\n{declared}\n{body}'.encode())


def test_of_several_journeys_the_first_is_read() -> None:
    two = VENDOR.replace("</CJML>", "<plannedJourney><journeyID>PJ1</journeyID></plannedJourney></CJML>")
    assert ("more_journeys", "plannedjourney") in [(code, place) for _, code, place in _codes(two)]


def test_a_customer_does_what_nobody_is_said_to_do() -> None:
    back = read_cjml(write_cjml(small_map(card("c1"), personas=())).encode()).map
    assert back.personas == (Persona(id="customer", name="Customer", seed="customer"),)


def test_other_xml_is_refused() -> None:
    with pytest.raises(MapError, match="no journey"):
        read_cjml(b"<html><body/></html>")


def test_the_schema_refuses_an_actor_that_nobody_declared() -> None:
    written = write_cjml(small_map(card("c1"))).replace('actorIDref="anna"', 'actorIDref="nobody"')
    assert not SCHEMA.validate(etree.fromstring(written.encode()))
