import { bounds, onScale, type Scale } from './emotion'
import type { Card, CurvePoint, Evidence, Lane, MapDocument, Persona, Stage } from './generated/map'
import { byRank, grouped } from './order'
import { byId } from './part'
import { plainText } from './body'

/** Readers of a map: what is in which order, what stands in a cell and behind a card. The same map gives the same lists. */

export type CurveKind = CurvePoint['kind']

/** Lanes below the line of visibility: what the customer does not see. */
export const INVISIBLE: readonly Lane['kind'][] = ['backstage', 'support']

function once<K extends object, V>(make: (key: K) => V): (key: K) => V {
  const made = new WeakMap<K, { value: V }>()
  return (key) => {
    const known = made.get(key)
    if (known) return known.value
    const value = make(key)
    made.set(key, { value })
    return value
  }
}

const stagesOf = once((stages: readonly Stage[]): readonly Stage[] => {
  const children = grouped(stages.filter((one) => !one.deleted).toSorted(byRank), (one) => one.parent)
  const below = (parent: string | null): Stage[] => (children.get(parent) ?? []).flatMap((one) => [one, ...below(one.id)])
  return below(null)
})

/** Living stages by rank, each followed by its sub-stages; without deleted ones and what lies below them. */
export const livingStages = (document: MapDocument): readonly Stage[] => stagesOf(document.stages)

/** The living sub-stages of a stage, in order. */
export function substages(document: MapDocument, stage: string): readonly Stage[] {
  return livingStages(document).filter((one) => one.parent === stage)
}

/** The stages at the top, in order. */
export function topStages(document: MapDocument): readonly Stage[] {
  return livingStages(document).filter((one) => one.parent === null)
}

const columnsOf = once((document: MapDocument): readonly Stage[] => {
  const parents = new Set(document.stages.map((one) => one.parent))
  const used = new Set([...livingCards(document).map((one) => one.stage), ...document.curve.map((one) => one.stage)])
  return livingStages(document).filter((one) => !parents.has(one.id) || used.has(one.id))
})

/** The stages that are columns: all but parents that hold no card and no curve point themselves. */
export const columns = (document: MapDocument): readonly Stage[] => columnsOf(document)

const orderedLanes = once((lanes: readonly Lane[]): readonly Lane[] => lanes.filter((one) => !one.deleted).toSorted(byRank))

/** Living lanes by rank, hidden ones too. */
export const lanesInOrder = (document: MapDocument): readonly Lane[] => orderedLanes(document.lanes)

/** Cards that are not deleted, nor their stage or lane, in the order of the document. */
export const livingCards = (document: MapDocument): readonly Card[] => {
  const stages = new Set(livingStages(document).map((one) => one.id))
  const lanes = new Set(lanesInOrder(document).map((one) => one.id))
  return document.cards.filter((one) => !one.deleted && stages.has(one.stage) && lanes.has(one.lane))
}

let latest: ReadonlyMap<string, readonly Card[]> = new Map()

const cellsOf = once((cards: readonly Card[]): ReadonlyMap<string, readonly Card[]> => {
  const cells = new Map<string, readonly Card[]>()
  for (const [key, held] of grouped(cards.filter((one) => !one.deleted), (one) => `${one.stage}/${one.lane}`)) {
    const ordered = held.toSorted(byRank)
    const before = latest.get(key)
    const same = before?.length === ordered.length && before.every((one, place) => one === ordered[place])
    cells.set(key, same ? before! : ordered)
  }
  latest = cells
  return cells
})

const NONE: readonly never[] = []

/** The living cards of a cell by rank; the same list as before where none of them changed. */
export function cardsOf(document: MapDocument, stage: string, lane: string): readonly Card[] {
  return cellsOf(document.cards).get(`${stage}/${lane}`) ?? NONE
}

/** The columns a card lies over: its stage's alone, or all from there to the last one it spans. */
export function spans(document: MapDocument, card: Card): readonly string[] {
  if (card.span_to === null) return [card.stage]
  const order = columns(document).map((one) => one.id)
  const first = order.indexOf(card.stage)
  const last = order.indexOf(card.span_to)
  return first < 0 || last < first ? [card.stage] : order.slice(first, last + 1)
}

/** The card with this id, living or not. */
export const cardOf = (document: MapDocument, id: string): Card | undefined => byId(document, 'card').get(id)

/** The persona with this id. */
export const personaOf = (document: MapDocument, id: string): Persona | undefined => byId(document, 'persona').get(id)

const curvesOf = once((curve: readonly CurvePoint[]): ReadonlyMap<string, ReadonlyMap<string, CurvePoint>> => {
  const groups = grouped(curve, (one) => `${one.kind}/${one.persona}/${one.future ? 'future' : ''}`)
  return new Map([...groups].map(([key, points]) => [key, new Map(points.map((one) => [one.stage, one]))]))
})

const NO_POINTS: ReadonlyMap<string, CurvePoint> = new Map()

/** A persona's curve points by stage, as they are kept; `future`: as it is to be. */
export function curvePoints(document: MapDocument, persona: string, { future = false, kind = 'emotion' as CurveKind } = {}): ReadonlyMap<string, CurvePoint> {
  return curvesOf(document.curve).get(`${kind}/${persona}/${future ? 'future' : ''}`) ?? NO_POINTS
}

/** The point on another scale, interval and all. */
export function pointOn(point: CurvePoint, scale: Scale): CurvePoint {
  if (point.scale === scale) return point
  const moved = (number: number | null) => (number === null ? null : onScale(number, point.scale, scale))
  return { ...point, value: moved(point.value), low: moved(point.low), high: moved(point.high), scale }
}

/** Where a value stands on its scale: 0 is the lowest, 1 the highest. */
export function heightOf(value: number, scale: Scale): number {
  const [low, high] = bounds(scale)
  return (value - low) / (high - low)
}

/** The evidence records behind a card, in the card's order. */
export function evidenceOf(document: MapDocument, card: Card): readonly Evidence[] {
  const records = byId(document, 'evidence')
  return card.evidence.flatMap((id) => records.get(id) ?? [])
}

/** The day since which a record should have been asked again; null while it is fresh. `today` as 2026-11-24. */
export function staleSince(record: Evidence, today: string): string | null {
  if (record.review_days === null) return null
  const due = new Date(`${record.asked}T00:00:00Z`)
  due.setUTCDate(due.getUTCDate() + record.review_days)
  const day = due.toISOString().slice(0, 10)
  return day < today ? day : null
}

/** The words of a card that a search looks through, small letters. */
export const searchText = once((card: Card): string => {
  const picture = card.picture ? [card.picture.alt, card.picture.caption] : []
  const links = card.attachments.map((one) => one.title)
  return [plainText(card.body), card.detail, ...card.tags, card.owner, card.channel ?? '', ...picture, ...links].join('\n').toLocaleLowerCase()
})

/** The living cards whose words hold all words of a query, in the map's order. */
export function search(document: MapDocument, query: string): readonly Card[] {
  const words = query.toLocaleLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return []
  const stages = new Map(livingStages(document).map((one, place) => [one.id, place]))
  const lanes = new Map(lanesInOrder(document).map((one, place) => [one.id, place]))
  return livingCards(document)
    .filter((card) => words.every((word) => searchText(card).includes(word)))
    .toSorted((one, other) => stages.get(one.stage)! - stages.get(other.stage)! || lanes.get(one.lane)! - lanes.get(other.lane)! || byRank(one, other))
}
