import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'

/** The readers of files in words. */
export const READER_WORDS: Record<string, MessageDescriptor> = {
  yandex_metrica: msg`Yandex Metrica`, ga4: msg`Google Analytics 4`, segment: msg`Twilio Segment`, xes: msg`Event log (XES)`, google_play: msg`Google Play reviews`,
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
