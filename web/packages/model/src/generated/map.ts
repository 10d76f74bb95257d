/* Written by tools/generate_web.py from spec/map.schema.json; do not edit it. */

/**
 * A journey map; every field is there.
 */
export interface MapDocument {
  version: 1
  id: string
  title: string
  kind: 'journey' | 'macro' | 'micro' | 'blueprint'
  goal: string
  description: string
  company: string
  logo: Picture | null
  owner: string
  status: ('unmapped' | 'researching' | 'live' | 'prototype' | 'archived') | null
  state: 'current' | 'future'
  language: 'ru' | 'pl' | 'en'
  horizon: Horizon | null
  created: string
  refreshed: string | null
  tags: readonly string[]
  personas: readonly Persona[]
  segments: readonly string[]
  parent_map: string | null
  stages: readonly Stage[]
  links: readonly Link[]
  lanes: readonly Lane[]
  cards: readonly Card[]
  curve: readonly CurvePoint[]
  actors: readonly Actor[]
  arrows: readonly Arrow[]
  touchpoints: readonly Touchpoint[]
  channels: readonly Channel[]
  metrics: readonly Metric[]
  evidence: readonly Evidence[]
  /**
   * channels the data shows for these customers
   */
  channels_seen: readonly string[]
  /**
   * customers behind the map
   */
  customers: number | null
  customers_total: number | null
}
/**
 * A picture inside the document as a data URI (PNG, JPEG, WebP); `alt` says what it shows to who cannot see it.
 */
export interface Picture {
  data: string
  alt: string
  caption: string
}
/**
 * The period the map's data covers.
 */
export interface Horizon {
  start: string
  end: string
}
/**
 * A persona; the avatar is drawn from `seed` unless there is a picture.
 */
export interface Persona {
  id: string
  name: string
  segment: string
  /**
   * who they are in a few words: nurse, buyer of a first flat
   */
  role: string
  quote: string
  quotes: readonly string[]
  about: string
  goals: readonly string[]
  needs: readonly string[]
  motivations: readonly string[]
  fears: readonly string[]
  interests: readonly string[]
  /**
   * where they get information, as names or ids of channels
   */
  channels: readonly string[]
  devices: readonly string[]
  brands: readonly string[]
  traits: readonly Trait[]
  scored: readonly ScoredTrait[]
  /**
   * customers in the segment
   */
  size: number | null
  /**
   * share of all customers
   */
  share: number | null
  colour: string | null
  picture: Picture | null
  seed: string
}
/**
 * One thing known of the segment and where it is known from ("" = unknown source).
 */
export interface Trait {
  name: string
  value: string
  source: string
  family: 'socio_demographic' | 'geographic' | 'behavioural' | 'psychographic' | 'b2b' | 'other'
}
/**
 * Where the segment stands between two poles: 0 is all `low`, 1 is all `high`.
 */
export interface ScoredTrait {
  name: string
  score: number
  low: string
  high: string
  source: string
}
/**
 * One ordered phase; `parent` makes it a sub-stage (a step). `deleted` keeps its place for what refers to it.
 */
export interface Stage {
  id: string
  title: string
  /**
   * fractional rank: sorts as text
   */
  rank: string
  parent: string | null
  description: string
  /**
   * what the customer wants here
   */
  goal: string
  /**
   * how long it lasts, in words
   */
  duration: string
  owner: string
  colour: string | null
  /**
   * the map that shows this stage closer
   */
  leads_to: string | null
  deleted: boolean
}
/**
 * A way from one stage to another that is not the next one: a branch, a loop back, a jump.
 */
export interface Link {
  id: string
  kind: 'branch' | 'loop' | 'jump'
  source: string
  target: string
  label: string
  /**
   * of those in `source`, who go this way
   */
  share: number | null
  evidence: readonly string[]
  deleted: boolean
}
/**
 * One row of a kind; `personas` limits it to some of the map's personas (none named: all).
 */
export interface Lane {
  id: string
  kind:
    | 'actions'
    | 'thoughts'
    | 'quotes'
    | 'goals'
    | 'needs'
    | 'emotion'
    | 'arc'
    | 'touchpoints'
    | 'channels'
    | 'process'
    | 'barriers'
    | 'opportunities'
    | 'solutions'
    | 'hypotheses'
    | 'metrics'
    | 'physical_evidence'
    | 'frontstage'
    | 'backstage'
    | 'support'
    | 'images'
    | 'storyline'
    | 'text'
  title: string
  /**
   * fractional rank: sorts as text
   */
  rank: string
  colour: string | null
  icon: string
  personas: readonly string[]
  /**
   * not shown unless asked for
   */
  hidden: boolean
  deleted: boolean
}
/**
 * One note in a cell. `deleted` keeps its place for whoever still refers to it.
 *
 * `channel` is a channel's name or the id of one of the map's channels; `status` "done" on a barrier means solved.
 */
export interface Card {
  id: string
  stage: string
  lane: string
  /**
   * fractional rank: sorts as text
   */
  rank: string
  body: string
  detail: string
  tags: readonly string[]
  colour: string | null
  /**
   * an emoji or the name of an icon
   */
  icon: string
  /**
   * last stage of a card that spans stages
   */
  span_to: string | null
  /**
   * whose card it is; None: everybody's
   */
  persona: string | null
  touchpoint: string | null
  channel: string | null
  metric: string | null
  measure: Measure | null
  quote: Quote | null
  /**
   * what is felt at this one step, on `scale`
   */
  emotion: number | null
  scale: '-2..2' | '1..5' | '-5..5' | '1..10' | '0..10'
  moment_of_truth: boolean
  hypothesis: Hypothesis | null
  picture: Picture | null
  attachments: readonly Attachment[]
  /**
   * another map
   */
  leads_to: string | null
  /**
   * cards this one answers: an opportunity its barrier
   */
  about: readonly string[]
  owner: string
  due: string | null
  status: ('open' | 'planned' | 'in_progress' | 'done' | 'rejected') | null
  scores: Scores | null
  evidence: readonly string[]
  state: 'proposed' | 'accepted'
  deleted: boolean
}
/**
 * A number on a card as people read it: value, unit, n and the interval where it is an estimate.
 */
export interface Measure {
  /**
   * None: not enough data
   */
  value: number | null
  unit: 'share' | 'count' | 'seconds' | 'money' | 'score' | 'points'
  n: number | null
  low: number | null
  high: number | null
  currency: string | null
}
/**
 * A customer's own words, as they said them (masked).
 */
export interface Quote {
  verbatim_id: string
  source: string
  date: string | null
  rating: number | null
  scale: [number, number] | null
  valence: ('positive' | 'negative' | 'neutral') | null
  speaker_role: 'customer' | 'staff'
}
/**
 * What should move, which way, for whom, and what came out.
 *
 * `metric` is the id of one of the map's metrics or a metric in words; `least` is the smallest change worth having,
 * in the metric's own units.
 */
export interface Hypothesis {
  metric: string
  direction: ('up' | 'down') | null
  least: number | null
  /**
   * the group it is tried on
   */
  audience: string
  design: ('randomised' | 'comparison_group' | 'before_after' | 'none') | null
  start: string | null
  end: string | null
  verdict: ('positive' | 'negative' | 'no_effect' | 'not_enough_data') | null
}
/**
 * A document elsewhere that belongs to a card: a report, a recording, a prototype.
 */
export interface Attachment {
  title: string
  url: string
}
/**
 * How people judge a card when they choose what to do first; what nobody judged stays None.
 *
 * `value` of an opportunity is the mean of both values (TheyDo); importance and satisfaction are 1…5 (Milkymap).
 */
export interface Scores {
  customer_value: number | null
  business_value: number | null
  effort: number | null
  reach: number | null
  severity: number | null
  satisfaction: number | null
  importance_customer: number | null
  importance_business: number | null
  /**
   * scores of the team's own making, by name
   */
  own: {
    [k: string]: number
  }
}
/**
 * What a persona feels in a stage, on `scale`; None where nothing is known. `future`: as it is to be.
 *
 * The kind "arc" is the dramatic arc: how much the persona is taken up by what happens, usually on 1…5.
 */
export interface CurvePoint {
  persona: string
  stage: string
  kind: 'emotion' | 'arc'
  value: number | null
  scale: '-2..2' | '1..5' | '-5..5' | '1..10' | '0..10'
  low: number | null
  high: number | null
  n: number
  label: string
  probability_lowest: number | null
  moment_of_truth: boolean
  future: boolean
  evidence: readonly string[]
}
/**
 * Somebody or something that takes part in the journey; `persona` names the persona who acts.
 */
export interface Actor {
  id: string
  title: string
  kind: 'customer' | 'employee' | 'organisation' | 'system' | 'other'
  persona: string | null
  icon: string
}
/**
 * One message or handing over from actor to actor in a stage; an arrow to oneself is an action.
 */
export interface Arrow {
  id: string
  stage: string
  /**
   * fractional rank: sorts as text
   */
  rank: string
  source: string
  target: string
  label: string
  channel: string | null
  both_ways: boolean
  weight: 1 | 2 | 3
  /**
   * as planned and not as it happens
   */
  dashed: boolean
  colour: string | null
  deleted: boolean
}
/**
 * A named kind of interaction.
 */
export interface Touchpoint {
  id: string
  title: string
  description: string
  channel: string | null
  icon: string
  owner: string
}
/**
 * Where interactions happen; `id` may be any short name, as data calls the channel.
 */
export interface Channel {
  id: string
  title: string
  icon: string
  offline: boolean
  owner: string
}
/**
 * What a stage or a hypothesis is judged by; `better` says which way is good, `target` where it should come.
 */
export interface Metric {
  id: string
  title: string
  definition: string
  unit: 'share' | 'count' | 'seconds' | 'money' | 'score' | 'points'
  better: 'up' | 'down'
  target: number | null
  owner: string
  source: string
}
/**
 * One evidence record. Grades: A randomised, B concurrent comparison, C before/after, D association, E opinion.
 */
export interface Evidence {
  id: string
  /**
   * name of the question: stage_summary, flow, emotion, barriers…
   */
  question: string
  parameters: {
    [k: string]: unknown
  }
  /**
   * version of the lake's events table
   */
  table_version: number | null
  /**
   * how the number is defined, in the map's language
   */
  definition: string
  n: number | null
  value: number | null
  low: number | null
  high: number | null
  /**
   * level of the interval, .95
   */
  confidence: number | null
  /**
   * adjusted for the number of comparisons in the map (BH)
   */
  p_value: number | null
  grade: 'A' | 'B' | 'C' | 'D' | 'E'
  quotes: readonly QuoteSpan[]
  asked: string
  /**
   * stale after so many days
   */
  review_days: number | null
  /**
   * kept as it was measured: never stale, not asked again
   */
  frozen: boolean
}
/**
 * A passage of a verbatim, as character positions in its masked text.
 */
export interface QuoteSpan {
  verbatim_id: string
  start: number
  end: number
}
