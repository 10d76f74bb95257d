import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { MapDocument } from '@tropa/model'
import type { Way } from './change'
import type { Action, About, Dialog, GridState } from './grid'
import type { Key, Pressed } from './keys'
import { presses } from './keys'
import type { Layout } from './layout'

export type Group = 'move' | 'edit' | 'structure' | 'select' | 'clipboard' | 'view' | 'talk'

/** What commands work with: what is seen, and the gestures of the page. */
export interface Hands {
  readonly state: GridState
  readonly layout: Layout
  map(): MapDocument
  dispatch(action: Action): void
  /** Whether this person may edit cards, and stages and lanes (locks of a workshop counted). */
  readonly may: { edit: boolean; structure: boolean; comment: boolean }
  editCard(): void
  newCard(below?: boolean): void
  remove(): void
  duplicate(): void
  step(way: Way): void
  undo(): void
  redo(): void
  copy(cut: boolean): void
  insert(object: 'stage' | 'lane', side: 'before' | 'after'): void
  insertSubstage(): void
  stepPart(object: 'stage' | 'lane', by: 1 | -1): void
  removePart(object: 'stage' | 'lane'): void
  span(by: 1 | -1): void
  zoom(by: 1 | -1 | 'fit' | 'whole'): void
  open(dialog: Dialog): void
  targets(): string[]
  about(): About | null
  do(name: string): void
}

export interface Command {
  id: string
  group: Group
  title: MessageDescriptor
  keys: readonly Key[]
  when: (hands: Hands) => boolean
  run: (hands: Hands) => void
  /** Not offered in the palette: it makes sense by its key only. */
  keyOnly?: boolean
}

const always = () => true
const edits = (hands: Hands) => hands.may.edit && hands.state.look === 'map'
const onCards = (hands: Hands) => hands.may.edit && hands.targets().length > 0
const builds = (hands: Hands) => hands.may.structure && hands.state.focus !== null
const key = (code: string, more: Omit<Key, 'code'> = {}): Key => ({ code, ...more })

const step = (id: string, title: MessageDescriptor, keys: Key[], action: Action): Command =>
  ({ id, group: 'move', title, keys, when: always, run: (hands) => hands.dispatch(action), keyOnly: true })

const moves: Command[] = [
  step('up', msg`Cell above`, [key('ArrowUp')], { kind: 'step', step: 'up' }),
  step('down', msg`Cell below`, [key('ArrowDown')], { kind: 'step', step: 'down' }),
  step('left', msg`Cell to the left`, [key('ArrowLeft')], { kind: 'step', step: 'left' }),
  step('right', msg`Cell to the right`, [key('ArrowRight')], { kind: 'step', step: 'right' }),
  step('home', msg`First stage of the lane`, [key('Home')], { kind: 'step', step: 'home' }),
  step('end', msg`Last stage of the lane`, [key('End')], { kind: 'step', step: 'end' }),
  step('first', msg`First cell of the map`, [key('Home', { mod: true })], { kind: 'step', step: 'first' }),
  step('last', msg`Last cell of the map`, [key('End', { mod: true })], { kind: 'step', step: 'last' }),
  step('page-up', msg`Several lanes up`, [key('PageUp')], { kind: 'step', step: 'pageUp' }),
  step('page-down', msg`Several lanes down`, [key('PageDown')], { kind: 'step', step: 'pageDown' }),
  step('card-next', msg`Next card in the cell`, [key('ArrowDown', { alt: true })], { kind: 'cards', by: 1 }),
  step('card-previous', msg`Previous card in the cell`, [key('ArrowUp', { alt: true })], { kind: 'cards', by: -1 }),
]

const editing: Command[] = [
  { id: 'edit', group: 'edit', title: msg`Edit the card`, keys: [key('Enter'), key('F2')], when: edits, run: (hands) => hands.editCard() },
  { id: 'new', group: 'edit', title: msg`New card`, keys: [key('Enter', { mod: true }), key('Enter', { shift: true })], when: edits, run: (hands) => hands.newCard() },
  { id: 'delete', group: 'edit', title: msg`Delete`, keys: [key('Delete'), key('Backspace')], when: onCards, run: (hands) => hands.remove() },
  { id: 'duplicate', group: 'edit', title: msg`Duplicate`, keys: [key('KeyD', { mod: true })], when: onCards, run: (hands) => hands.duplicate() },
  { id: 'undo', group: 'edit', title: msg`Undo`, keys: [key('KeyZ', { mod: true })], when: (hands) => hands.may.edit, run: (hands) => hands.undo() },
  { id: 'redo', group: 'edit', title: msg`Redo`, keys: [key('KeyZ', { mod: true, shift: true }), key('KeyY', { mod: true })], when: (hands) => hands.may.edit, run: (hands) => hands.redo() },
  { id: 'properties', group: 'edit', title: msg`Everything about the card…`, keys: [key('Enter', { alt: true })], when: (hands) => hands.targets().length > 0, run: (hands) => hands.open({ kind: 'card', card: hands.targets()[0]! }) },
  { id: 'tags', group: 'edit', title: msg`Tags…`, keys: [], when: onCards, run: (hands) => hands.open({ kind: 'tags', cards: hands.targets() }) },
]

const shift = (way: Way, code: string, title: MessageDescriptor): Command =>
  ({ id: `move-${way}`, group: 'structure', title, keys: [key(code, { alt: true, shift: true })], when: onCards, run: (hands) => hands.step(way) })

const structure: Command[] = [
  shift('up', 'ArrowUp', msg`Move the card up`), shift('down', 'ArrowDown', msg`Move the card down`),
  shift('left', 'ArrowLeft', msg`Move the card to the stage before`), shift('right', 'ArrowRight', msg`Move the card to the next stage`),
  { id: 'move-to', group: 'structure', title: msg`Move to…`, keys: [key('KeyM', { mod: true, shift: true })], when: onCards, run: (hands) => hands.open({ kind: 'move', cards: hands.targets() }) },
  { id: 'span-more', group: 'structure', title: msg`Stretch over one more stage`, keys: [key('Period', { alt: true, shift: true })], when: onCards, run: (hands) => hands.span(1) },
  { id: 'span-less', group: 'structure', title: msg`Stretch over one stage less`, keys: [key('Comma', { alt: true, shift: true })], when: onCards, run: (hands) => hands.span(-1) },
  { id: 'stage-after', group: 'structure', title: msg`Insert a stage after`, keys: [key('Equal', { mod: true, shift: true })], when: builds, run: (hands) => hands.insert('stage', 'after') },
  { id: 'stage-before', group: 'structure', title: msg`Insert a stage before`, keys: [], when: builds, run: (hands) => hands.insert('stage', 'before') },
  { id: 'substage', group: 'structure', title: msg`Insert a sub-stage`, keys: [], when: builds, run: (hands) => hands.insertSubstage() },
  { id: 'stage-rename', group: 'structure', title: msg`Rename the stage`, keys: [key('F2', { shift: true })], when: builds, run: (hands) => hands.open({ kind: 'rename', object: 'stage', id: hands.state.focus!.stage }) },
  { id: 'stage-left', group: 'structure', title: msg`Move the stage to the left`, keys: [key('ArrowLeft', { mod: true, alt: true })], when: builds, run: (hands) => hands.stepPart('stage', -1) },
  { id: 'stage-right', group: 'structure', title: msg`Move the stage to the right`, keys: [key('ArrowRight', { mod: true, alt: true })], when: builds, run: (hands) => hands.stepPart('stage', 1) },
  { id: 'stage-delete', group: 'structure', title: msg`Delete the stage`, keys: [], when: builds, run: (hands) => hands.removePart('stage') },
  { id: 'stage-link', group: 'structure', title: msg`Link the stage to another…`, keys: [], when: builds, run: (hands) => hands.open({ kind: 'link', from: hands.state.focus!.stage }) },
  { id: 'lane-after', group: 'structure', title: msg`Insert a lane below`, keys: [key('Equal', { mod: true, alt: true })], when: builds, run: (hands) => hands.insert('lane', 'after') },
  { id: 'lane-before', group: 'structure', title: msg`Insert a lane above`, keys: [], when: builds, run: (hands) => hands.insert('lane', 'before') },
  { id: 'lane-rename', group: 'structure', title: msg`Rename the lane`, keys: [key('F2', { alt: true })], when: builds, run: (hands) => hands.open({ kind: 'rename', object: 'lane', id: hands.state.focus!.lane }) },
  { id: 'lane-up', group: 'structure', title: msg`Move the lane up`, keys: [key('ArrowUp', { mod: true, alt: true })], when: builds, run: (hands) => hands.stepPart('lane', -1) },
  { id: 'lane-down', group: 'structure', title: msg`Move the lane down`, keys: [key('ArrowDown', { mod: true, alt: true })], when: builds, run: (hands) => hands.stepPart('lane', 1) },
  { id: 'lane-delete', group: 'structure', title: msg`Delete the lane`, keys: [], when: builds, run: (hands) => hands.removePart('lane') },
]

const range = (id: string, title: MessageDescriptor, code: string, way: 'up' | 'down' | 'left' | 'right'): Command =>
  ({ id, group: 'select', title, keys: [key(code, { shift: true })], when: always, run: (hands) => hands.dispatch({ kind: 'step', step: way, extend: true }), keyOnly: true })

const selecting: Command[] = [
  range('range-up', msg`Select up`, 'ArrowUp', 'up'), range('range-down', msg`Select down`, 'ArrowDown', 'down'),
  range('range-left', msg`Select to the left`, 'ArrowLeft', 'left'), range('range-right', msg`Select to the right`, 'ArrowRight', 'right'),
  { id: 'select-all', group: 'select', title: msg`Select the lane, then the whole map`, keys: [key('KeyA', { mod: true })], when: always, run: (hands) => hands.dispatch({ kind: 'selectMore' }) },
  { id: 'clear', group: 'select', title: msg`Select nothing`, keys: [key('Escape')], when: (hands) => hands.state.selected.size > 0, run: (hands) => hands.dispatch({ kind: 'clear' }) },
  { id: 'copy', group: 'clipboard', title: msg`Copy`, keys: [key('KeyC', { mod: true })], when: (hands) => hands.targets().length > 0, run: (hands) => hands.copy(false) },
  { id: 'cut', group: 'clipboard', title: msg`Cut`, keys: [key('KeyX', { mod: true })], when: onCards, run: (hands) => hands.copy(true) },
]

const seeing: Command[] = [
  { id: 'palette', group: 'view', title: msg`Command palette`, keys: [key('KeyK', { mod: true }), { sign: '/' }], when: always, run: (hands) => hands.open({ kind: 'palette' }), keyOnly: true },
  { id: 'keys', group: 'view', title: msg`Keyboard shortcuts`, keys: [{ sign: '?' }, key('Slash', { mod: true })], when: always, run: (hands) => hands.open({ kind: 'keys' }) },
  { id: 'find', group: 'view', title: msg`Find in the map`, keys: [key('KeyF', { mod: true })], when: always, run: (hands) => hands.open({ kind: 'find' }) },
  { id: 'zoom-in', group: 'view', title: msg`Zoom in`, keys: [key('Equal', { mod: true })], when: always, run: (hands) => hands.zoom(1) },
  { id: 'zoom-out', group: 'view', title: msg`Zoom out`, keys: [key('Minus', { mod: true })], when: always, run: (hands) => hands.zoom(-1) },
  { id: 'zoom-whole', group: 'view', title: msg`Zoom to 100 %`, keys: [key('Digit0', { mod: true })], when: always, run: (hands) => hands.zoom('whole') },
  { id: 'zoom-fit', group: 'view', title: msg`Fit the whole map`, keys: [key('Digit1', { mod: true })], when: always, run: (hands) => hands.zoom('fit') },
  { id: 'look-map', group: 'view', title: msg`Show as a map`, keys: [key('Digit1', { alt: true })], when: always, run: (hands) => hands.dispatch({ kind: 'view', to: { look: 'map' } }) },
  { id: 'look-table', group: 'view', title: msg`Show as a table`, keys: [key('Digit2', { alt: true })], when: always, run: (hands) => hands.dispatch({ kind: 'view', to: { look: 'table' } }) },
  { id: 'look-matrix', group: 'view', title: msg`Show as a matrix of impact and effort`, keys: [key('Digit3', { alt: true })], when: always, run: (hands) => hands.dispatch({ kind: 'view', to: { look: 'matrix' } }) },
  { id: 'curve-table', group: 'view', title: msg`Emotions as a table of numbers`, keys: [key('KeyE', { alt: true })], when: always, run: (hands) => hands.open({ kind: 'curve' }) },
  { id: 'lane-collapse', group: 'view', title: msg`Collapse or open the lane`, keys: [key('KeyL', { alt: true })], when: (hands) => hands.state.focus !== null, run: (hands) => hands.dispatch({ kind: 'flip', what: 'collapsed', lane: hands.state.focus!.lane }) },
  { id: 'lane-pin', group: 'view', title: msg`Pin or unpin the lane`, keys: [key('KeyP', { alt: true })], when: (hands) => hands.state.focus !== null, run: (hands) => hands.dispatch({ kind: 'flip', what: 'pinned', lane: hands.state.focus!.lane }) },
  { id: 'hidden', group: 'view', title: msg`Show or hide hidden lanes`, keys: [], when: always, run: (hands) => hands.dispatch({ kind: 'view', to: { showHidden: !hands.state.showHidden } }) },
  { id: 'comment', group: 'talk', title: msg`Comment`, keys: [key('KeyM', { mod: true, alt: true })], when: (hands) => hands.may.comment && hands.about() !== null, run: (hands) => hands.open({ kind: 'comment', about: hands.about()! }) },
]

/** All that the grid can do, with its keys; pages add their own (present, versions, export). */
export const COMMANDS: readonly Command[] = [...moves, ...editing, ...structure, ...selecting, ...seeing]

/** The command behind a pressed key, where it makes sense now. */
export const commandFor = (pressed: Pressed, hands: Hands, commands: readonly Command[] = COMMANDS): Command | undefined =>
  commands.find((command) => command.keys.some((one) => presses(one, pressed)) && command.when(hands))

/** Commands whose words or id hold every word typed; those that begin with it first. */
export function matching(commands: readonly Command[], typed: string, titleOf: (command: Command) => string): Command[] {
  const words = typed.toLocaleLowerCase().split(/\s+/).filter(Boolean)
  const fits = commands.filter((command) => {
    const title = `${titleOf(command)} ${command.id}`.toLocaleLowerCase()
    return words.every((word) => title.includes(word))
  })
  const begins = (command: Command) => (titleOf(command).toLocaleLowerCase().startsWith(words[0] ?? '') ? 0 : 1)
  return fits.sort((one, other) => begins(one) - begins(other))
}
