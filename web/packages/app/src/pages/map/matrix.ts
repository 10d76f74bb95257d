import type { Card, MapDocument } from '@tropa/model'

/** The impact and effort of a card, each 0…10; null where it has not been judged. */
export interface Judged { card: Card; impact: number | null; effort: number | null }

const KINDS: ReadonlySet<string> = new Set(['opportunities', 'solutions', 'hypotheses', 'barriers'])

/** What is worth weighing: ideas and what hinders, and whatever has been judged already. */
export function weighed(map: MapDocument, shown: ReadonlyMap<string, unknown>): Judged[] {
  const kinds = new Map(map.lanes.filter((lane) => !lane.deleted).map((lane) => [lane.id, lane.kind]))
  return map.cards
    .filter((card) => !card.deleted && shown.has(card.id) && (KINDS.has(kinds.get(card.lane) ?? '') || impactOf(card) !== null))
    .map((card) => ({ card, impact: impactOf(card), effort: card.scores?.effort ?? null }))
}

/** The impact of a card: the mean of its value for customers and for us, of those that are known. */
export function impactOf(card: Card): number | null {
  const known = [card.scores?.customer_value, card.scores?.business_value].filter((one): one is number => typeof one === 'number')
  return known.length === 0 ? null : known.reduce((sum, one) => sum + one, 0) / known.length
}

export type Quarter = 'quick' | 'big' | 'fill' | 'leave'

export const quarterOf = ({ impact, effort }: { impact: number; effort: number }): Quarter =>
  impact >= 5 ? (effort < 5 ? 'quick' : 'big') : effort < 5 ? 'fill' : 'leave'

const EMPTY = { customer_value: null, business_value: null, effort: null, reach: null, severity: null, satisfaction: null, importance_customer: null, importance_business: null, own: {} }

const whole = (value: number): number => Math.round(Math.max(0, Math.min(10, value)) * 2) / 2

/** The scores of a card put at a place: both values move by what the impact moves. */
export function scoresAt(card: Card, impact: number, effort: number): NonNullable<Card['scores']> {
  const before = { ...EMPTY, ...card.scores }
  const by = whole(impact) - (impactOf(card) ?? 0)
  const moved = (value: number | null) => (value === null ? null : whole(value + by))
  const known = before.customer_value !== null || before.business_value !== null
  return { ...before, effort: whole(effort), customer_value: known ? moved(before.customer_value) : whole(impact), business_value: moved(before.business_value) } as NonNullable<Card['scores']>
}
