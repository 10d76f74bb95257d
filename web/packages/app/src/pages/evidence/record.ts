import type { EvidenceRecord, MapWords } from './api'
import { amount } from './kinds'

/** What a number is counted in: as the card that shows it says, else by its question and size. */
export function unitOf(record: EvidenceRecord, map?: MapWords): string {
  const shown = map?.cards.find((card) => card.evidence?.includes(record.id) && card.measure)
  if (shown?.measure) return shown.measure.unit
  const { question, parameters, value, low, high } = record
  if (question === 'emotion') return 'score'
  if (parameters['metric'] === 'time' || parameters['metric'] === 'dwell') return 'seconds'
  const all = [value, low, high].filter((one): one is number => typeof one === 'number')
  return all.length > 0 && all.every((one) => one >= 0 && one <= 1) && !(all.length === 1 && Number.isInteger(all[0])) ? 'share' : 'count'
}

export interface Numbers {
  value?: number | null
  low?: number | null
  high?: number | null
  n?: number | null
  unit?: string
}

/** A value with its interval as it is read: `27 % (22 %–33 %)`. */
export function numberText({ value, low, high, unit }: Numbers, language: string): string {
  if (value === null || value === undefined) return '—'
  const write = (one: number) => amount(one, unit, language)
  if (typeof low !== 'number' || typeof high !== 'number') return write(value)
  return `${write(value)} (${write(low)} – ${write(high)})`
}

const BEHIND: Record<string, string> = { reach: 'reach', flow: 'flow', barriers: 'barriers', stage_summary: 'stages', emotion: 'emotion' }

/** Where Explore asks the question of a record; null for what was not asked of data. */
export function exploreOf({ question, parameters }: EvidenceRecord): { question: string; search: Record<string, unknown> } | null {
  const { measure, ...rest } = parameters
  if (measure !== undefined) return { question, search: rest }
  const behind = BEHIND[question]
  if (!behind) return null
  return { question: behind, search: parameters['segment'] ? { segment: parameters['segment'] } : {} }
}
