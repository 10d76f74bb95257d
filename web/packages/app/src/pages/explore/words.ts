import { useLingui } from '@lingui/react/macro'
import type { GROUPS, QuestionName } from './questions'

type Told = { title: string; about: string }

/** Each question's name and what it answers. */
export function useQuestionWords(): Record<QuestionName, Told> {
  const { t } = useLingui()
  return {
    flow: { title: t`Flow graph`, about: t`What follows what, where journeys turn back and where they end` },
    paths: { title: t`Paths`, about: t`Step by step from, to or between touchpoints, as a Sankey diagram` },
    variants: { title: t`Path variants`, about: t`Whole paths, the most frequent first` },
    'step-matrix': { title: t`Step heat map`, about: t`Which touchpoint stands at which step` },
    representatives: { title: t`Typical paths`, about: t`The few paths that stand for all` },
    conformance: { title: t`Desired path`, about: t`How journeys keep to the path you want, and what leaving it costs` },
    funnel: { title: t`Funnel`, about: t`Who gets how far through the steps you choose` },
    outcome: { title: t`Outcome`, about: t`Converted, lost or still on the way, day by day` },
    survival: { title: t`Time to convert`, about: t`How long customers take to get there` },
    attribution: { title: t`Attribution`, about: t`To which channels conversions are credited, model by model` },
    stages: { title: t`Stages`, about: t`How far journeys come, stage by stage` },
    reach: { title: t`Reach`, about: t`How many journeys meet each touchpoint` },
    emotion: { title: t`Emotion`, about: t`How customers feel at each stage` },
    barriers: { title: t`Barriers`, about: t`What stops journeys, the gravest first` },
    moments: { title: t`Moments of truth`, about: t`After which touchpoints journeys convert more or less than they would have` },
    decision: { title: t`Where it is decided`, about: t`After which touchpoints the outcome is settled` },
    retention: { title: t`Retention`, about: t`Who comes back, cohort by cohort` },
    'repeat-visits': { title: t`Repeat visits`, about: t`Who comes a second and a third time, and how soon` },
    sessions: { title: t`Visits`, about: t`How many, how long, how deep` },
    compare: { title: t`Two segments`, about: t`Side by side, number by number, with what really differs first` },
    segments: { title: t`Segments in the data`, about: t`Groups that the data itself shows` },
    portrait: { title: t`Portrait`, about: t`Who the customers of a segment are` },
    drift: { title: t`What changed lately`, about: t`The last weeks against those before` },
    metric: { title: t`Metric`, about: t`One number: conversion, revenue, NPS, repeat visits` },
    'before-after': { title: t`Before and after`, about: t`What a change on a day did` },
    experiment: { title: t`Experiment`, about: t`Segments as the arms of a test` },
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
    segment: { label: t`Segment` }, from: { label: t`From` }, to: { label: t`To` }, with: { label: t`Met the touchpoint` }, without: { label: t`Did not meet` },
    goal: { label: t`Goal`, hint: t`Instead of the goal of the definition` }, keep: { label: t`Touchpoints shown one by one`, hint: t`The rest is folded by stage` },
    pattern: { label: t`Path pattern`, hint: t`For example: "Catalogue" -> .* -> @purchase` }, collapse: { label: t`Repeats in a row as one` }, top: { label: t`How many to show` },
    after: { label: t`Begin at` }, until: { label: t`End at` }, steps: { label: t`Steps` }, by: { label: t`Count by` }, which: { label: t`Which occurrence` }, within: { label: t`Within` },
    gap: { label: t`Silence that ends a visit` }, number: { label: t`How many paths` }, by_segment: { label: t`By segment` }, positions: { label: t`Steps` },
    anchor: { label: t`Count from` }, occurrence: { label: t`Occurrence`, hint: t`1, 2, … or last, all` },
    desired: { label: t`Desired path`, hint: t`Steps joined by ->, alternatives in [a|b], ? may be left out; ignore others` }, level: { label: t`Steps are` }, value: { label: t`Worth of a conversion` },
    step: { label: t`Steps` }, order: { label: t`Order` }, within_step: { label: t`Between steps at most` }, exclude: { label: t`Without these between steps` },
    optional: { label: t`Steps that may be left out` }, hold: { label: t`The same in all steps` }, silence: { label: t`Lost after silence of` },
    model: { label: t`Models` }, lookback: { label: t`Touches within` }, conversions: { label: t`Conversions` }, among: { label: t`Only these` },
    entries: { label: t`What counts as a touch` }, direct: { label: t`Passed over as direct` }, history: { label: t`Steps remembered` }, certain: { label: t`Settled from a chance of` },
    kind: { label: t`Comes back` }, period: { label: t`Period` }, periods: { label: t`Periods` }, returns: { label: t`Comes back to` }, windows: { label: t`Periods begin` },
    bracket: { label: t`Brackets, in periods`, hint: t`For example: 1, 2, 4` }, most: { label: t`Visits at most` }, a: { label: t`First segment` }, b: { label: t`Second segment` },
    question: { label: t`What to compare` }, since: { label: t`Since` }, of: { label: t`Segment` }, recent: { label: t`Recent periods` }, horizon: { label: t`Goal within` },
    name: { label: t`Metric` }, stage: { label: t`Stage` }, touchpoint: { label: t`Seen at` }, clicked: { label: t`Clicked at` }, series: { label: t`Search query` },
    change: { label: t`Day of the change` }, least: { label: t`Smallest effect that matters` }, control: { label: t`Control group` }, before: { label: t`Time before to correct by` },
    randomised: { label: t`Groups were drawn at random` },
  }
}

/** The choices of fields in words, by `field.choice`. */
export function useChoiceWords(): Record<string, string> {
  const { t } = useLingui()
  return {
    'by.customer': t`customer`, 'by.journey': t`journey`, 'by.session': t`visit`, 'by.occurrence': t`occurrence`, 'by.entry': t`entry`, 'by.channel': t`channel`, 'by.touchpoint': t`touchpoint`,
    'by.traits': t`traits`, 'by.ngrams': t`pieces of paths`, 'by.markov': t`ways of moving`, 'which.first': t`the first`, 'which.last': t`the last`,
    'level.touchpoint': t`touchpoints`, 'level.stage': t`stages`, 'order.ordered': t`in order, others between`, 'order.strict': t`one right after another`, 'order.any': t`in any order`,
    'conversions.first': t`the first of each journey`, 'conversions.every': t`every one`, 'entries.': t`as usual`, 'entries.visit_starts': t`beginnings of visits`, 'entries.all': t`every event`,
    'kind.n_day': t`in that very period`, 'kind.unbounded': t`then or later`, 'kind.within': t`by then`, 'kind.bracket': t`within brackets`,
    'period.day': t`day`, 'period.week': t`week`, 'period.month': t`month`, 'windows.elapsed': t`with the first event`, 'windows.calendar': t`by the calendar`,
    'question.stages': t`stages`, 'question.reach': t`reach`, 'question.flow': t`flow`, 'question.variants': t`path variants`, 'question.sessions': t`visits`, 'question.outcome': t`outcome`,
    'model.first': t`first touch`, 'model.last': t`last touch`, 'model.last_non_direct': t`last non-direct`, 'model.linear': t`linear`, 'model.participation': t`participation`,
    'model.time_decay': t`time decay`, 'model.u': t`U-shaped`, 'model.j': t`J-shaped`, 'model.inverse_j': t`inverse J`, 'model.shapley_set': t`Shapley, sets`, 'model.markov': t`Markov chain`, 'model.shapley_rate': t`Shapley, rates`,
    'name.conversion': t`conversion`, 'name.stage_conversion': t`conversion of a stage`, 'name.revenue': t`revenue per customer`, 'name.repeat_visits': t`repeat visits`, 'name.time_on_site': t`time on site`,
    'name.pages_viewed': t`pages viewed`, 'name.ctr': 'CTR', 'name.click_rate': t`clicks per impression`, 'name.nps': 'NPS', 'name.csat': 'CSAT', 'name.ces': 'CES',
    'name.positive_reviews': t`positive reviews`, 'name.negative_reviews': t`negative reviews`, 'name.search_frequency': t`search frequency`,
  }
}
