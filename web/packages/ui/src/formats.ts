import { useMemo } from 'react'
import { useLanguage, type Language } from './language'

type When = string | number | Date

/** Numbers, shares, money and dates as people write them in one language. */
export interface Formats {
  number: (value: number, digits?: number) => string
  /** `0.273` → `27 %`: two significant digits, no false precision. */
  share: (value: number) => string
  money: (value: number, currency: string) => string
  bytes: (value: number) => string
  day: (when: When) => string
  dayTime: (when: When) => string
  /** “3 hours ago”, “in 2 days”; the day itself where it is further than a month. */
  relative: (when: When, now?: When) => string
  list: (words: string[]) => string
  compare: (a: string, b: string) => number
}

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [['day', 86_400_000], ['hour', 3_600_000], ['minute', 60_000]]
const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const

function ago(language: Language, when: Date, now: Date): string | null {
  const past = when.getTime() - now.getTime()
  if (Math.abs(past) > 30 * 86_400_000) return null
  const words = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
  for (const [unit, size] of STEPS) {
    if (Math.abs(past) >= size) return words.format(Math.round(past / size), unit)
  }
  return words.format(0, 'second')
}

function bytes(language: Language, value: number): string {
  const power = Math.min(UNITS.length - 1, value < 1 ? 0 : Math.floor(Math.log10(value) / 3))
  const options = { style: 'unit', unit: UNITS[power], unitDisplay: 'short', maximumFractionDigits: 1 } as const
  return new Intl.NumberFormat(language, options).format(value / 1000 ** power)
}

/** Formats of one language. */
export function formatsOf(language: Language): Formats {
  const share = new Intl.NumberFormat(language, { style: 'percent', maximumSignificantDigits: 2 })
  const day = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', year: 'numeric' })
  const dayTime = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' })
  const list = new Intl.ListFormat(language, { type: 'conjunction' })
  const collator = new Intl.Collator(language, { numeric: true, sensitivity: 'base' })
  return {
    number: (value, digits = 0) => new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(value),
    share: (value) => share.format(value),
    money: (value, currency) => new Intl.NumberFormat(language, { style: 'currency', currency, maximumFractionDigits: 0 }).format(value),
    bytes: (value) => bytes(language, value),
    day: (when) => day.format(new Date(when)),
    dayTime: (when) => dayTime.format(new Date(when)),
    relative: (when, now = Date.now()) => ago(language, new Date(when), new Date(now)) ?? day.format(new Date(when)),
    list: (words) => list.format(words),
    compare: collator.compare,
  }
}

/** The formats of the page's language. */
export function useFormats(): Formats {
  const { language } = useLanguage()
  return useMemo(() => formatsOf(language), [language])
}
