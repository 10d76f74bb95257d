import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { useFormats } from '@tropa/ui'
import type { Aspect, Condition } from './api'
import { comparingOf, type Comparing } from './conditions'

export const COMPARING_WORDS: Record<Comparing, MessageDescriptor> = {
  equals: msg`is`, any_of: msg`is one of`, at_least: msg`at least`, below: msg`less than`, known: msg`is known`,
}

export const ASPECT_WORDS: Record<Aspect, MessageDescriptor> = {
  stages: msg`Stages`, reach: msg`Touchpoints reached`, flow: msg`Flow`, variants: msg`Paths`, sessions: msg`Visits`, outcome: msg`Outcome`,
}

/** A condition in words: “Age at least 45”. */
export function useConditionWords(): (condition: Condition) => string {
  const { t, i18n } = useLingui()
  const formats = useFormats()
  return (condition) => {
    const by = comparingOf(condition)
    const value = condition[by]
    if (by === 'known') return value ? t`${condition.trait} is known` : t`${condition.trait} is not known`
    if (Array.isArray(value)) return `${condition.trait}: ${value.join(', ')}`
    if (typeof value === 'boolean') return `${condition.trait}: ${value ? t`yes` : t`no`}`
    const said = typeof value === 'number' ? formats.number(value, 2) : String(value ?? '')
    return by === 'equals' ? `${condition.trait}: ${said}` : `${condition.trait} ${i18n._(COMPARING_WORDS[by])} ${said}`
  }
}
