import { useLingui } from '@lingui/react/macro'
import { useMemo } from 'react'
import type { Vocabulary } from './api'

/** The columns of all tables in words; one that is not here is a name of the data and says itself. */
export function useColumnWords(): Record<string, string> {
  const { t } = useLingui()
  return {
    source: t`From`, target: t`To`, count: t`Count`, customers: t`Customers`, mean: t`Mean`, median: t`Median`, p95: t`95 of 100`,
    path: t`Path`, share: t`Share`, step: t`Step`, low: t`Low`, high: t`High`, ended: t`Ended here`, further: t`Go further`,
    segment: t`Segment`, exact: t`Exactly so`, covered: t`Close to it`, distance: t`Distance`, reached: t`Reached`, dropped: t`Dropped out`,
    from_first: t`Of the first`, from_previous: t`Of the step before`, median_from_previous: t`Median from the step before`, median_from_first: t`Median from the first`,
    touchpoint: t`Touchpoint`, stage: t`Stage`, journeys: t`Journeys`, reach: t`Reach`, converted: t`Converted`, converted_low: t`Converted, low`,
    converted_high: t`Converted, high`, lost: t`Lost`, open: t`Still open`, goal: t`Reach the goal`, entries: t`Entries`, forward: t`Forward`, back: t`Back`,
    exits: t`Exits`, time_median: t`Time, median`, time_mean: t`Time, mean`, time_p95: t`Time, 95 of 100`, dwell_median: t`Stay, median`,
    per_customer: t`Per customer`, events_mean: t`Events, mean`, events_median: t`Events, median`, duration_mean: t`Duration, mean`,
    duration_median: t`Duration, median`, duration_p95: t`Duration, 95 of 100`, bounces: t`Bounces`, bounce_share: t`Bounce share`,
    stage_share: t`Share of the stage`, events: t`Events`, events_per_journey: t`Events per journey`, state: t`State`, time: t`Time`,
    remaining: t`Still waiting`, band_low: t`Band, low`, band_high: t`Band, high`, at_risk: t`Observed`, cohort: t`Cohort`, first: t`First`, end: t`End`,
    eligible: t`Could return`, returned: t`Returned`, visit: t`Visit`, again: t`Came again`, horizon: t`Horizon`, half: t`Half within`,
    met: t`Met it`, gained: t`Conversions gained`, gained_low: t`Gained, low`, gained_high: t`Gained, high`, effect: t`Effect`, p: t`p`,
    p_adjusted: t`p, adjusted`, hazard_ratio: t`Hazard ratio`, ever_touched: t`Ever met`, verdict: t`Verdict`, entropy: t`Uncertainty, bits`,
    certainty: t`Certainty`, settled: t`Settled`, emotion: t`Emotion`, ratings: t`Ratings`, lowest: t`Share of lowest`, response: t`Response`, basis: t`Placed by`,
    kind: t`Kind`, with: t`With`, without: t`Without`, severity: t`Severity`, worth: t`Worth`, priority: t`Priority`, top: t`Chance to be first`,
    name: t`Name`, before: t`Before`, after: t`After`, expected: t`Expected`, difference: t`Difference`, metric: t`Metric`, value: t`Value`, n: 'n',
    largest_placebo: t`Largest placebo`, grade: t`Grade`, arm: t`Group`, control: t`Control`, corrected: t`Corrected`, row: t`Where`, measure: t`What`,
    a: t`First segment`, b: t`Second segment`, notable: t`Notable`, standardised: t`Standardised`, reversed: t`Reversed`, jaccard: t`Stability`, trait: t`Trait`,
    others: t`Others`, size: t`Size`, lift: t`Lift`, credit_first: t`First touch`, credit_last: t`Last touch`, credit_last_non_direct: t`Last non-direct`,
    credit_linear: t`Linear`, credit_participation: t`Participation`, credit_time_decay: t`Time decay`, credit_u: t`U-shaped`, credit_j: t`J-shaped`,
    credit_inverse_j: t`Inverse J`, credit_shapley_set: t`Shapley, sets`, credit_markov: t`Markov chain`, credit_shapley_rate: t`Shapley, rates`,
  }
}

/** Codes in cells in words. */
export function useCodeWords(): Record<string, string> {
  const { t } = useLingui()
  return {
    converted: t`converted`, lost: t`lost`, open: t`still open`, confirmed: t`confirmed`, not_enough_data: t`not enough data`, no_effect_seen: t`no effect seen`,
    small: t`small`, helps: t`helps`, gains: t`gains`, costs: t`costs`, on_the_way: t`on the way`, not_identified: t`cannot be told`, new: t`new`, grew: t`grew`,
    fell: t`fell`, no_change_seen: t`no change seen`, positive: t`better`, negative: t`worse`, no_effect: t`no effect that matters`,
    exit: t`exit`, loop: t`loop`, back: t`way back`, wait: t`waiting`, error: t`error`, unanswered: t`no answer`, complaint: t`complaint`, low_rating: t`low rating`,
    repeated_contact: t`repeated contact`, place: t`place`, time: t`time`, text: t`text`, behaviour: t`behaviour`, touchpoint: t`touchpoint`, stage: t`stage`,
    variant: t`path`, new_variant: t`new path`, goal: t`goal`, return: t`return`, barrier: t`barrier`, '(start)': t`(start)`, '(end)': t`(end)`, start: t`(start)`, end: t`(end)`,
  }
}

/** Ids of stages, segments and channels by their titles. */
export function useTitles(vocabulary: Vocabulary | undefined): Record<string, string> {
  return useMemo(() => {
    const all = [...(vocabulary?.stages ?? []), ...(vocabulary?.segments ?? []), ...(vocabulary?.channels ?? [])]
    return Object.fromEntries(all.map((one) => [one.id, one.title]))
  }, [vocabulary])
}
