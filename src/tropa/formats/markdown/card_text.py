"""A card as one item of a list: its words, its number, and everything else it carries, behind each other."""

from collections.abc import Callable, Iterable, Mapping

from tropa.formats.markdown.escaping import escaped, linked, map_linked
from tropa.formats.told import (
    Names,
    felt_text,
    hypothesis_lines,
    is_sign,
    metric_lines,
    picture_words,
    score_text,
    status_text,
    verdict_text,
)
from tropa.formats.wording import Said, quoted, source_text, support_text, value_text
from tropa.kit.locale import date_text
from tropa.model.card import Card
from tropa.model.lane import Lane


class CardText:
    """Writes the cards of one map."""

    def __init__(self, names: Names, said: Said, bodies: Mapping[str, str]) -> None:
        self.names, self.said, self.bodies = names, said, bodies

    def item(self, card: Card, lane: Lane, refer: Callable[[Iterable[str]], str]) -> str:
        """The card as an item; `refer` writes the footnotes of its evidence."""
        parts = [*self._words(card, lane), *self._number(card)]
        parts += [escaped(card.detail), *self._facts(card), *self._people(card, lane), *self._picture(card)]
        parts += [linked(one.title or one.url, one.url) for one in card.attachments]
        if card.leads_to is not None:
            parts.append(map_linked(self.said("drawing.leads_to", name=card.leads_to), card.leads_to))
        parts += [f"#{escaped(tag)}" for tag in card.tags if tag.strip()]
        return "- " + " · ".join(part for part in parts if part.strip()) + refer(card.evidence)

    def _words(self, card: Card, lane: Lane) -> list[str]:
        staff = card.quote is not None and card.quote.speaker_role == "staff"
        customer = not staff and bool(card.body.strip()) and (card.quote is not None or lane.kind == "quotes")
        body = escaped(quoted(card.body, self.said.language) if customer else card.body)
        icon = f"{card.icon} " if is_sign(card.icon) else ""
        who = self.said("quote.staff") + ": " if staff else ""
        source = who + escaped(source_text(card, self.said.language)) if card.quote is not None else ""
        return [icon + (f"*{body}*" if customer else body), source]

    def _number(self, card: Card) -> list[str]:
        if card.measure is None:
            return []
        language = self.said.language
        return [f"**{value_text(card.measure, language)}**", support_text(card.measure, language)]

    def _facts(self, card: Card) -> list[str]:
        language = self.said.language
        facts = [*metric_lines(card, self.names.metrics, language), felt_text(card, language)]
        if card.hypothesis is not None:
            facts += [*hypothesis_lines(card.hypothesis, self.names.metrics, language)]
            facts.append(verdict_text(card.hypothesis, language))
        if card.scores is not None:
            facts.append(score_text(card.scores, language))
        facts += [f"↳ {self.bodies[name]}" for name in card.about if name in self.bodies]
        if card.span_to is not None and card.span_to in self.names.stages:
            facts.append(f"{self.said('flat.column.span_to')}: {self.names.stages[card.span_to]}")
        return [("★ " + self.said("curve.truth")) if card.moment_of_truth else "", *(escaped(fact) for fact in facts)]

    def _people(self, card: Card, lane: Lane) -> list[str]:
        said = self.said
        told = [
            f"{said('flat.column.persona')}: {self.names.personas[card.persona]}" if card.persona else "",
            self.names.touchpoints.get(card.touchpoint or "", ""),
            self.names.channel_of(card),
            said("drawing.owner", name=card.owner) if card.owner.strip() else "",
            said("drawing.due", day=date_text(card.due, said.language)) if card.due else "",
            status_text(card, lane.kind, said.language),
            said("card.proposed") if card.state == "proposed" else "",
        ]
        return [escaped(one) for one in told if one.strip()]

    def _picture(self, card: Card) -> list[str]:
        if card.picture is None:
            return []
        return [escaped(self.said("page.picture", words=picture_words(card.picture) or "—"))]
