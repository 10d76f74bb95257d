import { between, newId, onScale, bounds, severalBetween, type Card, type CurvePoint, type Lane, type MapDocument, type Stage } from '@tropa/model'
import type { NewEdit } from './edit'
import { lanesOf, stagesInOrder } from './layout'

/** The edits behind each gesture: pure, from the document as it is. What they return goes to the session as one event. */

export type CardFields = Partial<Omit<Card, 'id' | 'stage' | 'lane' | 'rank'>>

const byId = <T extends { id: string }>(list: readonly T[], id: string): T | undefined => list.find((one) => one.id === id)
const byPlace = (one: Card, other: Card) => (one.rank < other.rank ? -1 : one.rank > other.rank ? 1 : one.id < other.id ? -1 : 1)

/** The living cards that begin in a cell, by rank; filtered ones too, so that a new rank is right for everybody. */
export const cellOf = (map: MapDocument, stage: string, lane: string): Card[] =>
  map.cards.filter((card) => !card.deleted && card.stage === stage && card.lane === lane).sort(byPlace)

function ranksAfter(cell: readonly Card[], after: string | null | undefined, n: number): string[] {
  const at = after === undefined ? cell.length - 1 : after === null ? -1 : cell.findIndex((card) => card.id === after)
  const low = cell[at]?.rank ?? null
  const higher = cell.slice(at + 1).find((card) => low === null || card.rank > low)
  return severalBetween(low, higher?.rank ?? null, n)
}

/** New cards in a cell behind `after` (null: first; undefined: last). */
export function addCards(map: MapDocument, stage: string, lane: string, cards: readonly CardFields[], after?: string | null): { edits: NewEdit[]; ids: string[] } {
  const ranks = ranksAfter(cellOf(map, stage, lane), after, cards.length)
  const ids = cards.map(() => newId('card'))
  const edits = cards.map((fields, place): NewEdit => ({
    kind: 'add', target: { object: 'card', id: ids[place]! },
    fields: { body: '', ...fields, stage, lane, rank: ranks[place]! },
  }))
  return { edits, ids }
}

export const removeCards = (cards: readonly string[]): NewEdit[] =>
  cards.map((id) => ({ kind: 'remove', target: { object: 'card', id } }))

export const setCards = (cards: readonly string[], fields: CardFields): NewEdit[] =>
  cards.map((id) => ({ kind: 'set', target: { object: 'card', id }, fields }))

export const tagCards = (cards: readonly string[], add: readonly string[], remove: readonly string[] = []): NewEdit[] =>
  cards.map((id) => ({ kind: 'members', target: { object: 'card', id }, field: 'tags', add, remove }))

const COPIED = [
  'body', 'detail', 'tags', 'colour', 'icon', 'span_to', 'persona', 'touchpoint', 'channel', 'emotion', 'scale', 'moment_of_truth',
  'picture', 'attachments', 'owner', 'due', 'status', 'scores', 'quote', 'hypothesis',
] as const satisfies readonly (keyof Card)[]

/** What of a card is copied: all but its evidence and number, which stay with the card that was measured. */
export const copied = (card: Card): CardFields => Object.fromEntries(COPIED.map((key) => [key, card[key]]))

/** Each card again, right behind itself. */
export function duplicateCards(map: MapDocument, cards: readonly string[]): { edits: NewEdit[]; ids: string[] } {
  const made = cards.flatMap((id) => {
    const card = byId(map.cards, id)
    return card ? [addCards(map, card.stage, card.lane, [copied(card)], card.id)] : []
  })
  return { edits: made.flatMap((one) => one.edits), ids: made.flatMap((one) => one.ids) }
}

/** Cards into a cell behind `after`, in their order. A span goes with its card: as many stages further on, or none. */
export function moveCards(map: MapDocument, cards: readonly string[], stage: string, lane: string, after?: string | null): NewEdit[] {
  const moving = new Set(cards)
  const rest = cellOf(map, stage, lane).filter((card) => !moving.has(card.id))
  const ranks = ranksAfter(rest, after !== undefined && after !== null && moving.has(after) ? undefined : after, cards.length)
  const order = stagesInOrder(map.stages).map((one) => one.id)
  return cards.flatMap((id, place): NewEdit[] => {
    const card = byId(map.cards, id)
    if (!card) return []
    const edits: NewEdit[] = [{ kind: 'move', target: { object: 'card', id }, fields: { stage, lane, rank: ranks[place]! } }]
    if (card.span_to !== null && card.stage !== stage) {
      const end = order[order.indexOf(stage) + order.indexOf(card.span_to) - order.indexOf(card.stage)] ?? null
      edits.push({ kind: 'set', target: { object: 'card', id }, fields: { span_to: end } })
    }
    return edits
  })
}

export type Way = 'up' | 'down' | 'left' | 'right'

/** Alt+Shift+arrows: within the cell, at its ends into the next lane; sideways into the next stage. Null: no way on. */
export function stepCard(map: MapDocument, card: Card, way: Way, columns: readonly Stage[], lanes: readonly Lane[]): NewEdit[] | null {
  if (way === 'left' || way === 'right') {
    const stage = columns[columns.findIndex((one) => one.id === card.stage) + (way === 'right' ? 1 : -1)]
    return stage ? moveCards(map, [card.id], stage.id, card.lane) : null
  }
  const cell = cellOf(map, card.stage, card.lane)
  const at = cell.findIndex((one) => one.id === card.id)
  const by = way === 'down' ? 1 : -1
  if (cell[at + by]) {
    const after = way === 'down' ? cell[at + 1]!.id : (cell[at - 2]?.id ?? null)
    return moveCards(map, [card.id], card.stage, card.lane, after)
  }
  const lane = lanes[lanes.findIndex((one) => one.id === card.lane) + by]
  if (!lane) return null
  return moveCards(map, [card.id], card.stage, lane.id, way === 'down' ? null : undefined)
}

/** A new stage beside another; as its sub-stage where `inside`. */
export function addStage(map: MapDocument, title: string, beside: string | null, side: 'before' | 'after' = 'after', inside = false): { edits: NewEdit[]; id: string } {
  const id = newId('stage')
  const near = beside === null ? undefined : byId(map.stages, beside)
  const parent = inside && near ? near.id : (near?.parent ?? null)
  const siblings = stagesInOrder(map.stages).filter((stage) => stage.parent === parent)
  const at = inside ? siblings.length - 1 : near ? siblings.findIndex((stage) => stage.id === near.id) : siblings.length - 1
  const rank = side === 'before' && !inside
    ? between(siblings[at - 1]?.rank ?? null, siblings[at]?.rank ?? null)
    : between(siblings[at]?.rank ?? null, siblings[at + 1]?.rank ?? null)
  return { id, edits: [{ kind: 'add', target: { object: 'stage', id }, fields: { title, rank, parent } }] }
}

/** A new lane beside another. */
export function addLane(map: MapDocument, kind: Lane['kind'], title: string, beside: string | null, side: 'before' | 'after' = 'after'): { edits: NewEdit[]; id: string } {
  const id = newId('lane')
  const lanes = lanesOf(map)
  const at = beside === null ? lanes.length - 1 : lanes.findIndex((lane) => lane.id === beside)
  const rank = side === 'before'
    ? between(lanes[at - 1]?.rank ?? null, lanes[at]?.rank ?? null)
    : between(lanes[at]?.rank ?? null, lanes[at + 1]?.rank ?? null)
  return { id, edits: [{ kind: 'add', target: { object: 'lane', id }, fields: { kind, title, rank } }] }
}

export const setPart = (object: 'stage' | 'lane' | 'map' | 'link' | 'persona', id: string, fields: Record<string, unknown>): NewEdit[] =>
  [{ kind: 'set', target: { object, id }, fields }]

export const removePart = (object: 'stage' | 'lane' | 'link', id: string): NewEdit[] =>
  [{ kind: 'remove', target: { object, id } }]

/** A stage or lane to stand before another of its row (null: last). Null where that changes nothing. */
export function placePart(map: MapDocument, object: 'stage' | 'lane', id: string, before: string | null): NewEdit[] | null {
  const all: readonly (Stage | Lane)[] = object === 'stage' ? stagesInOrder(map.stages) : lanesOf(map)
  const moving = byId(all, id)
  const target = before === null ? undefined : byId(all, before)
  if (!moving || before === id) return null
  const parent = object === 'stage' ? (target ? (target as Stage).parent : (moving as Stage).parent) : null
  if (object === 'stage' && isInside(map, parent, id)) return null
  const row = all.filter((one) => one.id !== id && (object === 'lane' || (one as Stage).parent === parent))
  const at = before === null ? row.length : row.findIndex((one) => one.id === before)
  const rank = between(row[at - 1]?.rank ?? null, row[at]?.rank ?? null)
  return [{ kind: 'move', target: { object, id }, fields: object === 'stage' ? { parent, rank } : { rank } }]
}

function isInside(map: MapDocument, stage: string | null, ancestor: string): boolean {
  for (let at = stage, steps = 0; at !== null && steps < 100; at = byId(map.stages, at)?.parent ?? null, steps += 1) {
    if (at === ancestor) return true
  }
  return false
}

/** A stage or lane one step along its row. */
export function stepPart(map: MapDocument, object: 'stage' | 'lane', id: string, by: 1 | -1): NewEdit[] | null {
  const all: readonly (Stage | Lane)[] = object === 'stage' ? stagesInOrder(map.stages) : lanesOf(map)
  const moving = byId(all, id)
  const row = all.filter((one) => object === 'lane' || (one as Stage).parent === (moving as Stage | undefined)?.parent)
  const at = row.findIndex((one) => one.id === id)
  if (at < 0 || !row[at + by]) return null
  return placePart(map, object, id, by === 1 ? (row[at + 2]?.id ?? null) : row[at - 1]!.id)
}

const rounded = (value: number): number => Math.round(value * 10) / 10

/** A point dragged or stepped to a value of its scale: its interval and n no longer hold, its words stay. */
export function setPoint(point: CurvePoint | undefined, persona: string, stage: string, value: number | null, kind: CurvePoint['kind'] = 'emotion', future = false): NewEdit {
  const scale = point?.scale ?? (kind === 'arc' ? '1..5' : '-2..2')
  const [low, high] = bounds(scale)
  const kept = point ? { label: point.label, moment_of_truth: point.moment_of_truth } : {}
  return {
    kind: 'point', curve: kind, persona, stage, future,
    value: value === null ? null : { ...kept, scale, value: rounded(Math.max(low, Math.min(high, value))) },
  }
}

/** The point's value on the scale its curve is drawn on. */
export const drawnValue = (point: CurvePoint): number | null =>
  point.value === null ? null : onScale(point.value, point.scale, point.kind === 'arc' ? '1..5' : '-2..2')
