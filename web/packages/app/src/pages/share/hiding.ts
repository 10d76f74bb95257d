import { useLingui } from '@lingui/react/macro'

/** What can be kept from outsiders, in words: evidence, comments, and kinds of lanes. */
export function useHideable(): { value: string; label: string }[] {
  const { t } = useLingui()
  const named: Record<string, string> = {
    evidence: t`Evidence and numbers`,
    comments: t`Comments`,
    backstage: t`Backstage`,
    support: t`Support processes`,
    process: t`Process`,
    frontstage: t`Frontstage`,
    barriers: t`Barriers`,
    opportunities: t`Opportunities`,
    solutions: t`Solutions`,
    hypotheses: t`Hypotheses`,
    metrics: t`Metrics`,
    quotes: t`Quotes`,
    thoughts: t`Thoughts`,
    emotion: t`Emotion curve`,
  }
  return Object.entries(named).map(([value, label]) => ({ value, label }))
}
