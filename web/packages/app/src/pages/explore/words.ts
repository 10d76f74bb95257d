import { useLingui } from '@lingui/react/macro'
import type { GROUPS, QuestionName } from './questions'

type Told = { title: string; about: string }

/** Each question's name and what it answers. */
export function useQuestionWords(): Record<QuestionName, Told> {
  const { t } = useLingui()
  return {
    flow: { title: t({ context: 'question', message: 'Flow graph' }), about: t`What follows what, where journeys turn back and where they end` },
    paths: { title: t({ context: 'question', message: 'Paths' }), about: t`Step by step from, to or between touchpoints, as a Sankey diagram` },
    variants: { title: t({ context: 'question', message: 'Path variants' }), about: t`Whole paths, the most frequent first` },
    'step-matrix': { title: t({ context: 'question', message: 'Step heat map' }), about: t`Which touchpoint stands at which step` },
    representatives: { title: t({ context: 'question', message: 'Typical paths' }), about: t`The few paths that stand for all` },
    conformance: { title: t({ context: 'question', message: 'Desired path' }), about: t`How journeys keep to the path you want, and what leaving it costs` },
    funnel: { title: t({ context: 'question', message: 'Funnel' }), about: t`Who gets how far through the steps you choose` },
    outcome: { title: t({ context: 'question', message: 'Outcome' }), about: t`Converted, lost or still on the way, day by day` },
    survival: { title: t({ context: 'question', message: 'Time to convert' }), about: t`How long customers take to get there` },
    attribution: { title: t({ context: 'question', message: 'Attribution' }), about: t`To which channels conversions are credited, model by model` },
    stages: { title: t({ context: 'question', message: 'Stages' }), about: t`How far journeys come, stage by stage` },
    reach: { title: t({ context: 'question', message: 'Reach' }), about: t`How many journeys meet each touchpoint` },
    emotion: { title: t({ context: 'question', message: 'Emotion' }), about: t`How customers feel at each stage` },
    barriers: { title: t({ context: 'question', message: 'Barriers' }), about: t`What stops journeys, the gravest first` },
    moments: { title: t({ context: 'question', message: 'Moments of truth' }), about: t`After which touchpoints journeys convert more or less than they would have` },
    decision: { title: t({ context: 'question', message: 'Where it is decided' }), about: t`After which touchpoints the outcome is settled` },
    retention: { title: t({ context: 'question', message: 'Retention' }), about: t`Who comes back, cohort by cohort` },
    'repeat-visits': { title: t({ context: 'question', message: 'Repeat visits' }), about: t`Who comes a second and a third time, and how soon` },
    sessions: { title: t({ context: 'question', message: 'Visits' }), about: t`How many, how long, how deep` },
    compare: { title: t({ context: 'question', message: 'Two segments' }), about: t`Side by side, number by number, with what really differs first` },
    segments: { title: t({ context: 'question', message: 'Segments in the data' }), about: t`Groups that the data itself shows` },
    portrait: { title: t({ context: 'question', message: 'Portrait' }), about: t`Who the customers of a segment are` },
    drift: { title: t({ context: 'question', message: 'What changed lately' }), about: t`The last weeks against those before` },
    metric: { title: t({ context: 'question', message: 'Metric' }), about: t`One number: conversion, revenue, NPS, repeat visits` },
    'before-after': { title: t({ context: 'question', message: 'Before and after' }), about: t`What a change on a day did` },
    experiment: { title: t({ context: 'question', message: 'Experiment' }), about: t`Segments as the arms of a test` },
  }
}

export function useGroupWords(): Record<keyof typeof GROUPS, string> {
  const { t } = useLingui()
  return {
    movement: t`How customers move`, conversion: t`How they convert`, experience: t`What they meet and feel`, returning: t`How they come back`,
    people: t`Who they are`, change: t`What changed`,
  }
}

/** The label of each field, and a hint where it needs one. */
export function useFieldWords(): Record<string, { label: string; hint?: string }> {
  const { t } = useLingui()
  return {
    segment: { label: t({ context: 'field', message: 'Segment' }) }, from: { label: t({ context: 'field', message: 'From' }) }, to: { label: t({ context: 'field', message: 'To' }) }, with: { label: t({ context: 'field', message: 'Met the touchpoint' }) }, without: { label: t({ context: 'field', message: 'Did not meet' }) },
    goal: { label: t({ context: 'field', message: 'Goal' }), hint: t`Instead of the goal of the definition` }, keep: { label: t({ context: 'field', message: 'Touchpoints shown one by one' }), hint: t`The rest is folded by stage` },
    pattern: { label: t({ context: 'field', message: 'Path pattern' }), hint: t`For example: "Catalogue" -> .* -> @purchase` }, collapse: { label: t({ context: 'field', message: 'Repeats in a row as one' }) }, top: { label: t({ context: 'field', message: 'How many to show' }) },
    after: { label: t({ context: 'field', message: 'Begin at' }) }, until: { label: t({ context: 'field', message: 'End at' }) }, steps: { label: t({ context: 'field', message: 'Steps' }) }, by: { label: t({ context: 'field', message: 'Count by' }) }, which: { label: t({ context: 'field', message: 'Which occurrence' }) }, within: { label: t({ context: 'field', message: 'Within' }) },
    gap: { label: t({ context: 'field', message: 'Silence that ends a visit' }) }, number: { label: t({ context: 'field', message: 'How many paths' }) }, by_segment: { label: t({ context: 'field', message: 'By segment' }) }, positions: { label: t({ context: 'field', message: 'Steps' }) },
    anchor: { label: t({ context: 'field', message: 'Count from' }) }, occurrence: { label: t({ context: 'field', message: 'Occurrence' }), hint: t`1, 2, … or last, all` },
    desired: { label: t({ context: 'field', message: 'Desired path' }), hint: t`Steps joined by ->, alternatives in [a|b], ? may be left out; ignore others` }, level: { label: t({ context: 'field', message: 'Steps are' }) }, value: { label: t({ context: 'field', message: 'Worth of a conversion' }) },
    step: { label: t({ context: 'field', message: 'Steps' }) }, order: { label: t({ context: 'field', message: 'Order' }) }, within_step: { label: t({ context: 'field', message: 'Between steps at most' }) }, exclude: { label: t({ context: 'field', message: 'Without these between steps' }) },
    optional: { label: t({ context: 'field', message: 'Steps that may be left out' }) }, hold: { label: t({ context: 'field', message: 'The same in all steps' }) }, silence: { label: t({ context: 'field', message: 'Lost after silence of' }) },
    model: { label: t({ context: 'field', message: 'Models' }) }, lookback: { label: t({ context: 'field', message: 'Touches within' }) }, conversions: { label: t({ context: 'field', message: 'Conversions' }) }, among: { label: t({ context: 'field', message: 'Only these' }) },
    entries: { label: t({ context: 'field', message: 'What counts as a touch' }) }, direct: { label: t({ context: 'field', message: 'Passed over as direct' }) }, history: { label: t({ context: 'field', message: 'Steps remembered' }) }, certain: { label: t({ context: 'field', message: 'Settled from a chance of' }) },
    kind: { label: t({ context: 'field', message: 'Comes back' }) }, period: { label: t({ context: 'field', message: 'Period' }) }, periods: { label: t({ context: 'field', message: 'Periods' }) }, returns: { label: t({ context: 'field', message: 'Comes back to' }) }, windows: { label: t({ context: 'field', message: 'Periods begin' }) },
    bracket: { label: t({ context: 'field', message: 'Brackets, in periods' }), hint: t`For example: 1, 2, 4` }, most: { label: t({ context: 'field', message: 'Visits at most' }) }, a: { label: t({ context: 'field', message: 'First segment' }) }, b: { label: t({ context: 'field', message: 'Second segment' }) },
    question: { label: t({ context: 'field', message: 'What to compare' }) }, since: { label: t({ context: 'field', message: 'Since' }) }, of: { label: t({ context: 'field', message: 'Segment' }) }, recent: { label: t({ context: 'field', message: 'Recent periods' }) }, horizon: { label: t({ context: 'field', message: 'Goal within' }) },
    name: { label: t({ context: 'field', message: 'Metric' }) }, stage: { label: t({ context: 'field', message: 'Stage' }) }, touchpoint: { label: t({ context: 'field', message: 'Seen at' }) }, clicked: { label: t({ context: 'field', message: 'Clicked at' }) }, series: { label: t({ context: 'field', message: 'Search query' }) },
    change: { label: t({ context: 'field', message: 'Day of the change' }) }, least: { label: t({ context: 'field', message: 'Smallest effect that matters' }) }, control: { label: t({ context: 'field', message: 'Control group' }) }, before: { label: t({ context: 'field', message: 'Time before to correct by' }) },
    randomised: { label: t({ context: 'field', message: 'Groups were drawn at random' }) },
  }
}

/** The choices of fields in words, by `field.choice`. */
export function useChoiceWords(): Record<string, string> {
  const { t } = useLingui()
  return {
    'by.customer': t({ context: 'choice', message: 'customer' }), 'by.journey': t({ context: 'choice', message: 'journey' }), 'by.session': t({ context: 'choice', message: 'visit' }), 'by.occurrence': t({ context: 'choice', message: 'occurrence' }), 'by.entry': t({ context: 'choice', message: 'entry' }), 'by.channel': t({ context: 'choice', message: 'channel' }), 'by.touchpoint': t({ context: 'choice', message: 'touchpoint' }),
    'by.traits': t({ context: 'choice', message: 'traits' }), 'by.ngrams': t({ context: 'choice', message: 'pieces of paths' }), 'by.markov': t({ context: 'choice', message: 'ways of moving' }), 'which.first': t({ context: 'choice', message: 'the first' }), 'which.last': t({ context: 'choice', message: 'the last' }),
    'level.touchpoint': t({ context: 'choice', message: 'touchpoints' }), 'level.stage': t({ context: 'choice', message: 'stages' }), 'order.ordered': t({ context: 'choice', message: 'in order, others between' }), 'order.strict': t({ context: 'choice', message: 'one right after another' }), 'order.any': t({ context: 'choice', message: 'in any order' }),
    'conversions.first': t({ context: 'choice', message: 'the first of each journey' }), 'conversions.every': t({ context: 'choice', message: 'every one' }), 'entries.': t({ context: 'choice', message: 'as usual' }), 'entries.visit_starts': t({ context: 'choice', message: 'beginnings of visits' }), 'entries.all': t({ context: 'choice', message: 'every event' }),
    'kind.n_day': t({ context: 'choice', message: 'in that very period' }), 'kind.unbounded': t({ context: 'choice', message: 'then or later' }), 'kind.within': t({ context: 'choice', message: 'by then' }), 'kind.bracket': t({ context: 'choice', message: 'within brackets' }),
    'period.day': t({ context: 'choice', message: 'day' }), 'period.week': t({ context: 'choice', message: 'week' }), 'period.month': t({ context: 'choice', message: 'month' }), 'windows.elapsed': t({ context: 'choice', message: 'with the first event' }), 'windows.calendar': t({ context: 'choice', message: 'by the calendar' }),
    'question.stages': t({ context: 'choice', message: 'stages' }), 'question.reach': t({ context: 'choice', message: 'reach' }), 'question.flow': t({ context: 'choice', message: 'flow' }), 'question.variants': t({ context: 'choice', message: 'path variants' }), 'question.sessions': t({ context: 'choice', message: 'visits' }), 'question.outcome': t({ context: 'choice', message: 'outcome' }),
    'model.first': t({ context: 'choice', message: 'first touch' }), 'model.last': t({ context: 'choice', message: 'last touch' }), 'model.last_non_direct': t({ context: 'choice', message: 'last non-direct' }), 'model.linear': t({ context: 'choice', message: 'linear' }), 'model.participation': t({ context: 'choice', message: 'participation' }),
    'model.time_decay': t({ context: 'choice', message: 'time decay' }), 'model.u': t({ context: 'choice', message: 'U-shaped' }), 'model.j': t({ context: 'choice', message: 'J-shaped' }), 'model.inverse_j': t({ context: 'choice', message: 'inverse J' }), 'model.shapley_set': t({ context: 'choice', message: 'Shapley, sets' }), 'model.markov': t({ context: 'choice', message: 'Markov chain' }), 'model.shapley_rate': t({ context: 'choice', message: 'Shapley, rates' }),
    'name.conversion': t({ context: 'choice', message: 'conversion' }), 'name.stage_conversion': t({ context: 'choice', message: 'conversion of a stage' }), 'name.revenue': t({ context: 'choice', message: 'revenue per customer' }), 'name.repeat_visits': t({ context: 'choice', message: 'repeat visits' }), 'name.time_on_site': t({ context: 'choice', message: 'time on site' }),
    'name.pages_viewed': t({ context: 'choice', message: 'pages viewed' }), 'name.ctr': 'CTR', 'name.click_rate': t({ context: 'choice', message: 'clicks per impression' }), 'name.nps': 'NPS', 'name.csat': 'CSAT', 'name.ces': 'CES',
    'name.positive_reviews': t({ context: 'choice', message: 'positive reviews' }), 'name.negative_reviews': t({ context: 'choice', message: 'negative reviews' }), 'name.search_frequency': t({ context: 'choice', message: 'search frequency' }),
  }
}
