import { cardsAt, type Focus } from './focus'
import type { Layout } from './layout'

const between = (one: number, other: number): readonly [number, number] => [Math.min(one, other), Math.max(one, other)]

/** All cards in the rectangle of cells between two cells. */
export function cardsBetween(layout: Layout, from: Focus, to: Focus): string[] {
  const column = (focus: Focus) => layout.columns.findIndex((stage) => stage.id === focus.stage)
  const row = (focus: Focus) => layout.lanes.findIndex((one) => one.lane.id === focus.lane)
  const [left, right] = between(column(from), column(to))
  const [top, bottom] = between(row(from), row(to))
  if (left < 0 || top < 0) return []
  return layout.lanes.slice(top, bottom + 1).flatMap(({ lane }) =>
    layout.columns.slice(left, right + 1).flatMap((stage) => [...cardsAt(layout, stage.id, lane.id)]))
}

/** Ctrl+A: first the cards of the lane, then, where these are all selected, of the whole map. */
export function selectMore(layout: Layout, focus: Focus, selected: ReadonlySet<string>): Set<string> {
  const lane = [...layout.places].filter(([, place]) => place.lane === focus.lane).map(([card]) => card)
  const whole = lane.length === 0 || lane.every((card) => selected.has(card))
  return new Set(whole ? layout.places.keys() : lane)
}

export function toggled(selected: ReadonlySet<string>, card: string): Set<string> {
  const next = new Set(selected)
  if (!next.delete(card)) next.add(card)
  return next
}

/** What a command works on: the selected cards, else the focused card, else the cards of the cell. */
export function targets(layout: Layout, focus: Focus | null, selected: ReadonlySet<string>): string[] {
  const known = [...selected].filter((card) => layout.places.has(card))
  if (known.length) return inReadingOrder(layout, known)
  if (!focus) return []
  return focus.card ? [focus.card] : [...cardsAt(layout, focus.stage, focus.lane)]
}

/** Cards by lane, stage and rank. */
export function inReadingOrder(layout: Layout, cards: readonly string[]): string[] {
  const wanted = new Set(cards)
  return layout.lanes.flatMap(({ lane }) =>
    layout.columns.flatMap((stage) => cardsAt(layout, stage.id, lane.id).filter((card) => wanted.has(card))))
}

export interface Box { left: number; top: number; right: number; bottom: number }

export const boxOf = (x0: number, y0: number, x1: number, y1: number): Box => {
  const [left, right] = between(x0, x1)
  const [top, bottom] = between(y0, y1)
  return { left, top, right, bottom }
}

/** Whether a marquee touches a card. */
export const touches = (one: Box, other: Box): boolean =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom
