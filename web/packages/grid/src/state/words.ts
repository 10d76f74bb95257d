import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { Lane } from '@tropa/model'

/** What each kind of lane is called. */
export const LANE_WORDS: Record<Lane['kind'], MessageDescriptor> = {
  actions: msg`Actions`, thoughts: msg`Thoughts`, quotes: msg`Quotes`, goals: msg`Goals`, needs: msg`Needs`, emotion: msg`Emotion`,
  arc: msg`Dramatic arc`, touchpoints: msg`Touchpoints`, channels: msg`Channels`, process: msg`Process`, barriers: msg`Barriers`,
  opportunities: msg`Opportunities`, solutions: msg`Solutions`, hypotheses: msg`Hypotheses`, metrics: msg`Metrics`,
  physical_evidence: msg`What customers hold`, frontstage: msg`Frontstage`, backstage: msg`Backstage`, support: msg`Support`,
  images: msg`Images`, storyline: msg`Storyline`, text: msg`Text`,
}

export const STATUS_WORDS = {
  open: msg`Open`, planned: msg`Planned`, in_progress: msg`In progress`, done: msg`Done`, rejected: msg`Rejected`,
} satisfies Record<string, MessageDescriptor>

export const STATE_WORDS: Record<'proposed' | keyof typeof STATUS_WORDS, MessageDescriptor> = { proposed: msg`Proposed`, ...STATUS_WORDS }

export const GRADE_WORDS: Record<'A' | 'B' | 'C' | 'D' | 'E' | 'none', MessageDescriptor> = {
  A: msg`A: randomised experiment`, B: msg`B: comparison with a group at the same time`, C: msg`C: before and after`,
  D: msg`D: association in data`, E: msg`E: opinion or a few observations`, none: msg`No evidence`,
}
