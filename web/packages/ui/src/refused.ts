import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'

/** Why an edit was not made, by the code of its refusal. */
export const REFUSED: Record<string, MessageDescriptor> = {
  'sync.read_only': msg`You may read this map, not change it.`,
  'sync.not_ready': msg`The map is still loading. Try again in a moment.`,
  'model.no_such': msg`This is no longer there: somebody deleted it meanwhile.`,
  'model.edit_in_use': msg`Something still rests on this; take that away first.`,
  'model.edit_field': msg`This value does not fit here.`,
  'model.edit_malformed': msg`This change cannot be understood.`,
  'model.edit_together': msg`This can only be changed together with what belongs to it.`,
  'model.emotion_range': msg`Emotion lies between −2 and +2.`,
  'model.id_twice': msg`This is already there.`,
  'model.stage_cycle': msg`A stage cannot stand inside itself.`,
  'model.bad_rank': msg`There is no such place in the order.`,
  'model.no_rank_between': msg`There is no room between these two; move one of them first.`,
}
