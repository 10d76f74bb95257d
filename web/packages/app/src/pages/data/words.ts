import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { JobStatus, Signal } from './api'
import type { Field } from './rules'

export { READER_WORDS, ROLE_WORDS } from '../../reading'

export const TABLE_WORDS: Record<string, MessageDescriptor> = {
  events: msg`Events`, traits: msg`Traits of customers`, verbatims: msg`Words of customers`, costs: msg`Costs`, series: msg`Series over time`,
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
