import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { Trait } from '@tropa/model'
import type { View } from './api'
import type { ListField, TextField } from './fields'

export const LIST_WORDS: Record<ListField, MessageDescriptor> = {
  goals: msg`Goals`, needs: msg`Needs`, motivations: msg`Motivations`, fears: msg`Fears`, interests: msg`Interests`, channels: msg`Where they get information`, devices: msg`Devices`,
  brands: msg`Brands they like`, quotes: msg`In their words`,
}

export const TEXT_WORDS: Record<TextField, MessageDescriptor> = {
  name: msg({ message: 'Name', context: 'persona' }), segment: msg`Segment`, role: msg`Who they are, in a few words`, quote: msg`The quote that tells most`, about: msg`About`,
}

export const FAMILY_WORDS: Record<Trait['family'], MessageDescriptor> = {
  socio_demographic: msg`socio-demographic`, geographic: msg`geographic`, behavioural: msg`behavioural`, psychographic: msg`psychographic`, b2b: msg`of a company`, other: msg`other`,
}

export const VIEW_WORDS: Record<View, MessageDescriptor> = {
  empathy: msg`Empathy map`, blueprint: msg`Service blueprint`, impact: msg`Impact map`, stakeholders: msg`Stakeholders`,
}
