import { setCards, type NewEdit } from '@tropa/grid'
import { livingStages, lanesInOrder, plainText, type Card, type Lane, type MapDocument, type Scores } from '@tropa/model'

/** Which cards stand on the matrix, and where: scores of cards as a place, and a place as scores. */

export type Upward = 'value' | 'customer_value' | 'business_value' | 'severity'
export type Across = 'effort' | 'reach'
export interface Axes { up: Upward; across: Across }

/** A place on the board: both from 0 (left, bottom) to 1. */
export interface Spot { across: number; up: number }

export const NO_SCORES: Scores = {
  customer_value: null, business_value: null, effort: null, reach: null, severity: null, satisfaction: null,
  importance_customer: null, importance_business: null, own: {},
}

const MOST_EFFORT = 5
const JUDGED: ReadonlySet<Lane['kind']> = new Set(['opportunities', 'solutions', 'hypotheses', 'barriers'])

const within = (value: number): number => Math.max(0, Math.min(1, value))
const rounded = (value: number, step: number): number => Math.round(Math.round(value / step) * step * 1000) / 1000

/** The mean of customer and business value; the one there is; null without both. */
export function valueOf({ customer_value: ours, business_value: theirs }: Scores): number | null {
  if (ours === null || theirs === null) return ours ?? theirs
  return (ours + theirs) / 2
}

const upOf = (scores: Scores, axis: Upward): number | null => (axis === 'value' ? valueOf(scores) : scores[axis])
const acrossOf = (scores: Scores, axis: Across): number | null => (axis === 'effort' && scores.effort !== null ? scores.effort / MOST_EFFORT : scores[axis])

/** Where a card stands; null while one of both scores is missing. */
export function spotOf(card: Card, axes: Axes): Spot | null {
  if (card.scores === null) return null
  const up = upOf(card.scores, axes.up)
  const across = acrossOf(card.scores, axes.across)
  return up === null || across === null ? null : { up, across }
}

/** Both values so that their mean is `value`: they move together as far as they can. */
function bothValues(scores: Scores, value: number): Partial<Scores> {
  const { customer_value: ours, business_value: theirs } = scores
  if (ours === null && theirs === null) return { customer_value: value }
  if (ours === null) return { business_value: value }
  if (theirs === null) return { customer_value: value }
  const moved = within(ours + value - (ours + theirs) / 2)
  const other = within(2 * value - moved)
  return { customer_value: rounded(2 * value - other, 0.01), business_value: rounded(other, 0.01) }
}

/** The scores of a card that is put on a place; null takes it off the board. */
export function scoresAt(card: Card, axes: Axes, spot: Spot | null): Scores {
  const scores = { ...NO_SCORES, ...card.scores }
  if (spot === null) {
    const gone = axes.up === 'value' ? { customer_value: null, business_value: null } : { [axes.up]: null }
    return { ...scores, ...gone, [axes.across]: null }
  }
  const up = rounded(within(spot.up), 0.01)
  const across = axes.across === 'effort' ? rounded(within(spot.across) * MOST_EFFORT, 0.05) : rounded(within(spot.across), 0.01)
  return { ...scores, ...(axes.up === 'value' ? bothValues(scores, up) : { [axes.up]: up }), [axes.across]: across }
}

export const placing = (card: Card, axes: Axes, spot: Spot | null): NewEdit[] => setCards([card.id], { scores: scoresAt(card, axes, spot) })

export interface Judged { card: Card; lane: Lane; stage: string; words: string; spot: Spot | null }

/** The cards to judge, in the map's order: opportunities, solutions, hypotheses, barriers, and whatever has a score. */
export function judged(map: MapDocument, shown: ReadonlyMap<string, unknown>, axes: Axes, lane: string | null): Judged[] {
  const stages = new Map(livingStages(map).map((one, place) => [one.id, { title: one.title, place }]))
  const lanes = new Map(lanesInOrder(map).map((one, place) => [one.id, { one, place }]))
  return map.cards.flatMap((card) => {
    const row = lanes.get(card.lane)
    const column = stages.get(card.stage)
    if (card.deleted || !row || !column || !shown.has(card.id)) return []
    if (lane !== null ? card.lane !== lane : !JUDGED.has(row.one.kind) && card.scores === null) return []
    const words = plainText(card.body).trim() || card.detail || '…'
    return [{ card, lane: row.one, stage: column.title, words, spot: spotOf(card, axes), order: row.place * 1000 + column.place }]
  }).toSorted((one, other) => one.order - other.order)
}

/** Lanes whose cards can stand here. */
export const judgedLanes = (map: MapDocument): Lane[] =>
  lanesInOrder(map).filter((lane) => JUDGED.has(lane.kind) || map.cards.some((card) => card.lane === lane.id && !card.deleted && card.scores !== null))
