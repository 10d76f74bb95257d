import type { Cell, QuestionAnswer } from './api'

/** How a column of an answer's table is read. */
export type Kind = 'text' | 'share' | 'time' | 'p' | 'number'

const SHARES = new Set([
  'share', 'low', 'high', 'reach', 'converted', 'converted_low', 'converted_high', 'goal', 'from_first', 'from_previous', 'again', 'bounce_share',
  'covered', 'certainty', 'jaccard', 'with', 'without', 'effect', 'remaining', 'band_low', 'band_high', 'stage_share', 'ever_touched', 'top',
])
const TIMES = /^(mean|median|p95|half|horizon|(time|dwell|duration|median_from)_.+)$/
const WAYS = new Set(['metric', 'experiment', 'before-after'])
const COMPARED = new Set(['value', 'control', 'difference', 'low', 'high', 'corrected', 'before', 'after', 'effect', 'largest_placebo'])

/** Columns of these questions that are not what their name says elsewhere. */
const OTHERWISE: Record<string, Record<string, Kind>> = {
  emotion: { low: 'number', high: 'number', mean: 'number' },
  moments: { low: 'number', high: 'number' },
  compare: { low: 'number', high: 'number' },
  portrait: { low: 'number', high: 'number' },
  barriers: { ended: 'share' },
  drift: { before: 'share', after: 'share', expected: 'share', difference: 'share' },
  survival: { time: 'time' },
}

/** The kind of a column, from its question, its name and its cells. */
export function kindOf(answer: QuestionAnswer, place: number): Kind {
  const { question, table, measures } = answer
  const name = table.columns[place] ?? ''
  const cells = table.rows.map((row) => row[place]).filter((one) => one !== null && one !== undefined)
  if (cells.some((one) => typeof one !== 'number')) return 'text'
  const known = OTHERWISE[question]?.[name]
  if (known) return known
  if (question === 'step-matrix') return 'share'
  if (WAYS.has(question) && COMPARED.has(name)) return measures.some((one) => one.unit === 'share' || one.unit === 'points') ? 'share' : 'number'
  if (/^p(_adjusted|_value)?$/.test(name)) return 'p'
  if (TIMES.test(name)) return 'time'
  return SHARES.has(name) ? 'share' : 'number'
}

/** Two significant digits; whole numbers as they are. */
export function written(value: number, language: string): string {
  if (Number.isInteger(value)) return new Intl.NumberFormat(language).format(value)
  return new Intl.NumberFormat(language, Math.abs(value) >= 100 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 2 }).format(value)
}

const UNITS: [string, number][] = [['day', 86_400], ['hour', 3600], ['minute', 60], ['second', 1]]

/** A length of time in its largest fitting unit: `9.2 days`. */
export function length(seconds: number, language: string): string {
  const [unit, size] = UNITS.find(([, one]) => Math.abs(seconds) >= one) ?? ['second', 1]
  const value = seconds / size
  const digits = Math.abs(value) >= 100 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 2 }
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short', ...digits }).format(value)
}

export function chance(value: number, language: string): string {
  if (value < 0.001) return `< ${new Intl.NumberFormat(language).format(0.001)}`
  return new Intl.NumberFormat(language, { maximumSignificantDigits: 2 }).format(value)
}

export function share(value: number, language: string): string {
  return new Intl.NumberFormat(language, { style: 'percent', maximumSignificantDigits: Math.abs(value) >= 1 ? 3 : 2 }).format(value)
}

/** A number of a unit as cards have it: a share, percentage points, seconds, a count, a score, money. */
export function amount(value: number, unit: string | undefined, language: string): string {
  if (unit === 'share') return share(value, language)
  if (unit === 'seconds') return length(value, language)
  if (unit === 'points') {
    const digits = new Intl.NumberFormat(language, { maximumSignificantDigits: 2, signDisplay: 'exceptZero' }).format(value)
    return `${digits}\u00a0${POINTS[language] ?? 'pp'}`
  }
  return written(value, language)
}

const POINTS: Record<string, string> = { ru: 'п. п.', pl: 'p.p.', en: 'pp' }

/** A cell as it is read. */
export function cellText(value: Cell, kind: Kind, language: string): string {
  if (value === null || value === undefined) return '—'
  if (typeof value !== 'number') return String(value)
  const write = { share, time: length, p: chance, number: written, text: written }[kind]
  return write(value, language)
}
