import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { JobStatus, Signal } from './api'
import type { Field } from './rules'

export const TABLE_WORDS: Record<string, MessageDescriptor> = {
  events: msg`Events`, traits: msg`Traits of customers`, verbatims: msg`Words of customers`, costs: msg`Costs`, series: msg`Series over time`,
}

export const READER_WORDS: Record<string, MessageDescriptor> = {
  yandex_metrica: msg`Yandex Metrica`, ga4: msg`Google Analytics 4`, segment: msg`Segment`, xes: msg`Event log (XES)`, google_play: msg`Google Play reviews`,
  app_store: msg`App Store reviews`, qualtrics: msg`Qualtrics`, survey_monkey: msg`SurveyMonkey`, typeform: msg`Typeform`, google_forms: msg`Google Forms`,
  zendesk: msg`Zendesk`, freshdesk: msg`Freshdesk`, interviews: msg`Interviews`, map_reviews: msg`Reviews from maps`, social: msg`Social networks`,
  survey: msg`Survey`, reviews: msg`Reviews`, costs: msg`Advertising costs`, table: msg`Any table`,
}

/** What a column can be. */
export const ROLE_WORDS: Record<string, MessageDescriptor> = {
  time: msg`time`, name: msg`what happened`, id: msg`id of the customer`, value: msg`sum`, currency: msg`currency`, sequence: msg`number in a row`, key: msg`id of the row`,
  url: msg`page`, referrer: msg`where from`, property: msg`property of the event`, trait: msg`trait of the customer`, ignore: msg`leave out`,
  text: msg`words of the customer`, rating: msg`rating`, language: msg`language`, kind: msg`kind of statement`, touchpoint: msg`touchpoint`, channel: msg`channel`, stage: msg`stage`,
  speaker_role: msg`who speaks`, consent: msg`consent to be quoted`, date: msg`date`, campaign: msg`campaign`, impressions: msg`impressions`, clicks: msg`clicks`, cost: msg`cost`,
  metric: msg`name of a metric`, dimension: msg`dimension of a metric`,
}

export const JOB_WORDS: Record<string, MessageDescriptor> = {
  import: msg`Import of a file`, draft: msg`Drafting of maps`, export: msg`Export of a map`, erase: msg`Erasure of a customer`, remove_source: msg`Removal of a source`,
  refresh: msg`Refreshing of a map`, digest: msg`Digest of news`,
}

export const STATE_WORDS: Record<JobStatus['state'], MessageDescriptor> = {
  queued: msg`waits`, running: msg`under way`, done: msg`done`, failed: msg`failed`, cancelled: msg`stopped`, interrupted: msg`broken off`,
}

export const SIGNAL_WORDS: Record<Signal, MessageDescriptor> = {
  error: msg`an error`, unanswered: msg`left unanswered`, complaint: msg`a complaint`, cancel: msg`a cancellation`, wait: msg`waiting`,
}

export const FIELD_WORDS: Record<Field, MessageDescriptor> = {
  name: msg`event`, source: msg`source`, url: msg`page`, channel: msg`channel`, utm_source: msg`utm_source`, utm_medium: msg`utm_medium`, utm_campaign: msg`utm_campaign`,
}

export const SHARED_WORDS: Record<string, MessageDescriptor> = { shared: msg`used by several in turn`, held_out: msg`held out: it would join too many` }
