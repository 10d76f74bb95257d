"""CJML 2.0, the Customer Journey Modelling Language of SINTEF, both ways: actors and the touchpoints between them.

Written strictly, by `spec/cjml/cjml-2.0.xsd`. Read tolerantly: actors referred to by their names, XML that is not
well-formed. Never read: a document type, and so no entity and nothing from outside.
"""

from tropa.formats.cjml.convert import journey_of, map_of
from tropa.formats.cjml.read import read_journey
from tropa.formats.cjml.write import written
from tropa.formats.reading import Notice, Read
from tropa.model.map import Map

__all__ = ["carried", "read_cjml", "write_cjml"]


def write_cjml(map_: Map) -> str:
    """The map as XML: an actual journey, or a planned one where the map is of what is to be.

    >>> "<journeyTitle>I choose</journeyTitle>" in write_cjml(Map.new("I choose", language="en"))
    True
    """
    return written(journey_of(map_))


def read_cjml(content: bytes) -> Read:
    """The map of the first journey in these bytes; MapError where there is none, or a document type is declared."""
    notices: list[Notice] = []
    journey = read_journey(content, notices)
    return Read(map_of(journey), tuple(notices))


def carried(map_: Map) -> Map:
    """The map as the format holds it: what reading the written map gives."""
    return map_of(journey_of(map_))
