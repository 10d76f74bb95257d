import { plural, t } from '@lingui/core/macro'
import { announce, say } from '@tropa/ui'
import { cardOf } from '@tropa/model'
import { pasteEdits, planPaste, readClipboard, CURVES, type PastePlan } from '../state'
import type { GridHands } from './hands'
import { readPicture } from './picture'
import { askPaste } from './PastePreview'

/** Pastes what the clipboard holds at the focused cell: one undo step, after a preview where it is large. */
export async function takePaste(event: ClipboardEvent, hands: GridHands): Promise<void> {
  const { focus } = hands.state
  const data = event.clipboardData
  if (!focus || !data || !hands.may.edit) return
  event.preventDefault()
  const row = hands.layout.lanes.find((one) => one.lane.id === focus.lane)
  if (!row || CURVES.has(row.lane.kind) || !hands.writable(focus.lane)) return say(t`Nothing can be pasted here.`)
  const text = data.getData('text/plain')
  const html = data.getData('text/html')
  const files = [...data.files].filter((file) => file.type.startsWith('image/'))
  const pictures = await Promise.all(files.map((file) => readPicture(file)))
  const block = readClipboard({ text, html, pictures: pictures.map((one) => ({ data: one, alt: '' })) })
  if (!block) return
  const plan = planPaste(hands.layout, focus, block)
  const grow = plan.ask ? await askPaste(plan, hands.may.structure) : false
  if (grow === null) return
  put(hands, plan, grow)
  if (block.from === 'picture') askForWords(hands)
}

function put(hands: GridHands, plan: PastePlan, grow: boolean): void {
  const { focus } = hands.state
  if (!focus) return
  const names = { stage: (n: number) => t`New stage ${n}`, lane: (n: number) => t`New lane ${n}` }
  const { edits, ids, left } = pasteEdits(hands.map(), hands.layout, focus, plan, grow ? names : null)
  const n = ids.length
  if (!hands.edit(edits, plural(n, { one: '# card pasted', other: '# cards pasted' }))) return
  hands.dispatch({ kind: 'select', cards: ids })
  if (left) announce(plural(left, { one: '# card found no place', other: '# cards found no place' }))
}

/** A pasted picture needs words that say what it shows. */
function askForWords(hands: GridHands): void {
  const [card] = hands.targets()
  if (card && !cardOf(hands.map(), card)?.picture?.alt) hands.open({ kind: 'card', card })
}
