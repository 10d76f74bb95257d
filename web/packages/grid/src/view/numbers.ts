import { t } from '@lingui/core/macro'
import type { Measure, MapDocument } from '@tropa/model'

/** Numbers as the map's own language writes them: two significant digits, no false precision. */
export function measureText(measure: Measure, language: MapDocument['language']): string {
  const { value, unit, currency } = measure
  if (value === null) return t`not enough data`
  const number = (options: Intl.NumberFormatOptions) => new Intl.NumberFormat(language, options).format(value)
  switch (unit) {
    case 'share': return number({ style: 'percent', maximumSignificantDigits: 2 })
    case 'count': return number({ maximumFractionDigits: 0 })
    case 'money': return currency ? number({ style: 'currency', currency, maximumSignificantDigits: 3 }) : number({ maximumSignificantDigits: 3 })
    case 'seconds': return durationText(value, language)
    default: return number({ maximumSignificantDigits: 2, signDisplay: unit === 'points' ? 'exceptZero' : 'auto' })
  }
}

const STEPS: readonly [number, string][] = [[86_400, 'day'], [3600, 'hour'], [60, 'minute'], [1, 'second']]

function durationText(seconds: number, language: string): string {
  const [size, unit] = STEPS.find(([step]) => Math.abs(seconds) >= step) ?? STEPS.at(-1)!
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short', maximumSignificantDigits: 2 }).format(seconds / size)
}

/** What stands behind a number, small and grey: n and the interval. */
export function supportText(measure: Measure, language: MapDocument['language']): string {
  const { n, low, high } = measure
  const parts = n === null ? [] : [t({ message: `n = ${new Intl.NumberFormat(language).format(n)}` })]
  if (low !== null && high !== null) {
    const end = (value: number) => measureText({ ...measure, value }, language)
    parts.push(`${end(low)} – ${end(high)}`)
  }
  return parts.join(' · ')
}

const MARKS = { ru: ['«', '»'], pl: ['„', '”'], en: ['“', '”'] } as const

/** Words of a customer in the quotation marks of their language. */
export const quoteMarks = (language: MapDocument['language']): readonly [string, string] => MARKS[language]

/** A feeling with its sign: +1.2, −0.5, 0. */
export const emotionText = (value: number, language: string): string =>
  new Intl.NumberFormat(language, { maximumFractionDigits: 1, signDisplay: 'exceptZero' }).format(value).replace('-', '−')
