import type { Condition, TraitValues } from './api'

export const COMPARISONS = ['equals', 'any_of', 'at_least', 'below', 'known'] as const
export type Comparing = (typeof COMPARISONS)[number]

/** The comparison that a condition makes; `known` for one that makes none yet. */
export const comparingOf = (condition: Condition): Comparing =>
  COMPARISONS.find((one) => condition[one] !== null && condition[one] !== undefined) ?? 'known'

/** The comparisons that make sense for a kind of trait. */
export function fitting(kind: TraitValues['kind'] | undefined): Comparing[] {
  if (kind === 'number') return ['at_least', 'below', 'equals', 'known']
  if (kind === 'truth') return ['equals', 'known']
  return ['any_of', 'equals', 'known']
}

/** A condition with another comparison, beginning with a value that says something. */
export function compared(condition: Condition, by: Comparing, trait: TraitValues | undefined): Condition {
  const { trait: name } = condition
  const first = trait?.values[0]?.[0] ?? ''
  if (by === 'known') return { trait: name, known: true }
  if (by === 'any_of') return { trait: name, any_of: typeof condition.equals === 'string' && condition.equals ? [condition.equals] : [] }
  if (by === 'equals') return { trait: name, equals: trait?.kind === 'number' ? numberOf(condition) ?? trait.low ?? 0 : trait?.kind === 'truth' ? true : String(condition.any_of?.[0] ?? first) }
  return { trait: name, [by]: numberOf(condition) ?? middle(trait) }
}

const numberOf = ({ equals, at_least: least, below }: Condition) => [equals, least, below].find((one) => typeof one === 'number')
const middle = (trait: TraitValues | undefined) => Math.round(((trait?.low ?? 0) + (trait?.high ?? 0)) / 2)

/** A new condition on a trait. */
export const conditionOn = (trait: TraitValues): Condition => compared({ trait: trait.trait }, fitting(trait.kind)[0] ?? 'known', trait)

/** Only what is said, as it is sent. */
export function plain(condition: Condition): Condition {
  const by = comparingOf(condition)
  return { trait: condition.trait, [by]: condition[by] }
}

/** Whether it can be asked about: a list has a member, a text has letters, a number is one. */
export function whole(condition: Condition): boolean {
  const by = comparingOf(condition)
  const value = condition[by]
  if (!condition.trait || value === null || value === undefined) return false
  if (Array.isArray(value)) return value.length > 0
  return typeof value === 'number' ? Number.isFinite(value) : value !== ''
}

/** An id made of a title: letters, digits and underscores, not yet taken. */
export function idOf(title: string, taken: readonly string[]): string {
  const bare = title.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '_').replace(/^_+|_+$/g, '').slice(0, 50) || 'segment'
  let id = bare
  for (let number = 2; taken.includes(id); number += 1) id = `${bare}_${number}`
  return id
}
