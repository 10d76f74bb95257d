import { plural, t } from '@lingui/core/macro'
import { cardOf, EditRefused, type MapDocument } from '@tropa/model'
import { announce, confirm, say, sayProblem, sentenceOf } from '@tropa/ui'
import * as change from '../state/change'
import { copyCards } from '../state/clipboard/copy'
import type { NewEdit } from '../state/edit'
import type { Hands, About } from '../state'
import { CURVES, reach, targets, type Dialog } from '../state'
import { zoomStep } from '../state/viewport'
import type { GridHost } from './context'

const MASS = 10

/** Sentences a refused edit is told with. */
export function tellRefused(error: unknown): void {
  if (error instanceof EditRefused) say(sentenceOf(error))
  else sayProblem(error)
}

/** What the page adds: what happens in the DOM. */
export interface Page {
  fit: () => number
  focusGrid: () => void
}

/** The gestures of the grid on a session: each is one step of undo and is said to screen readers. */
export class GridHands implements Hands {
  constructor(readonly host: GridHost, readonly page: Page) {}

  /** What was typed before the editor of a card was there; it goes in when it is. */
  ahead = ''

  get state() { return this.host.store.state }
  get layout() { return this.host.store.layout }
  get may() { return this.host.may }
  map = (): MapDocument => this.host.session.document()
  dispatch: Hands['dispatch'] = (action) => this.host.store.dispatch(action)
  open = (dialog: Dialog): void => {
    if (dialog.kind === 'comment') this.host.onComment(dialog.about)
    else this.dispatch({ kind: 'dialog', dialog })
  }
  do = (name: string): void => this.host.commands.find((one) => one.id === name)?.run(this)
  targets = (): string[] => targets(this.layout, this.state.focus, this.state.selected)

  /** Whether cards of this lane may be changed now. */
  writable(lane: string): boolean {
    return this.may.edit && !this.host.lockedLanes.has(lane)
  }

  /** Cards of the targets that may be changed; says so where some may not. */
  #free(): string[] {
    const map = this.map()
    const all = this.targets()
    const free = all.filter((id) => this.writable(cardOf(map, id)?.lane ?? ''))
    if (free.length < all.length) say(t`This lane is locked for now.`)
    return free
  }

  edit(edits: readonly NewEdit[] | null, spoken?: string): boolean {
    if (!edits || edits.length === 0) return false
    try {
      this.host.session.edit(edits)
    } catch (error) {
      tellRefused(error)
      return false
    }
    if (spoken) announce(spoken)
    return true
  }

  #titles(card: string): string {
    const map = this.map()
    const found = cardOf(map, card)
    const stage = map.stages.find((one) => one.id === found?.stage)?.title ?? ''
    const lane = map.lanes.find((one) => one.id === found?.lane)?.title ?? ''
    return `${stage}, ${lane}`
  }

  editCard(): void {
    const { focus } = this.state
    if (!focus) return
    const row = this.layout.lanes.find((one) => one.lane.id === focus.lane)
    if (row?.curve) return this.#enterCurve()
    const card = focus.card ?? this.targets()[0]
    if (card === undefined) this.newCard()
    else if (this.writable(focus.lane)) this.dispatch({ kind: 'edit', card })
  }

  #enterCurve(): void {
    const { focus } = this.state
    document.querySelector<HTMLElement>(`[data-cell="${CSS.escape(`${focus?.stage}/${focus?.lane}`)}"] [role="slider"]`)?.focus()
  }

  /** A new card under the focused one; `text` is what was typed. */
  newCard(_below = true, text = ''): string | null {
    const { focus } = this.state
    if (!focus) return null
    const row = this.layout.lanes.find((one) => one.lane.id === focus.lane)
    if (!row || row.curve || CURVES.has(row.lane.kind)) return null
    if (!this.writable(focus.lane)) { say(t`This lane is locked for now.`); return null }
    const { edits, ids } = change.addCards(this.map(), focus.stage, focus.lane, [{ body: text }], focus.card ?? undefined)
    if (!this.edit(edits)) return null
    this.ahead = ''
    this.dispatch({ kind: 'edit', card: ids[0]! })
    return ids[0]!
  }

  async remove(): Promise<void> {
    const cards = this.#free()
    if (cards.length === 0) return
    const n = cards.length
    if (n >= MASS && !(await confirm({ title: plural(n, { one: 'Delete # card?', other: 'Delete # cards?' }), action: t`Delete`, grave: true }))) return
    this.edit(change.removeCards(cards), plural(n, { one: '# card deleted', other: '# cards deleted' }))
    this.page.focusGrid()
  }

  duplicate(): void {
    const { edits, ids } = change.duplicateCards(this.map(), this.#free())
    const n = ids.length
    if (this.edit(edits, plural(n, { one: '# card duplicated', other: '# cards duplicated' }))) this.dispatch({ kind: 'select', cards: ids })
  }

  step(way: change.Way): void {
    const map = this.map()
    const lanes = this.layout.lanes.map((row) => row.lane).filter((lane) => !CURVES.has(lane.kind))
    const cards = this.#free()
    const ordered = way === 'down' || way === 'right' ? [...cards].reverse() : cards
    const edits: NewEdit[] = []
    for (const id of ordered) {
      const card = cardOf(map, id)
      const next = card && change.stepCard(map, card, way, this.layout.columns, lanes)
      if (next) edits.push(...next)
    }
    if (!this.edit(edits)) return announce(t`It cannot go further.`)
    announce(t`Moved to ${this.#titles(ordered[0]!)}`)
    if (cards.length === 1) {
      const card = cardOf(this.map(), cards[0]!)
      if (card) this.dispatch({ kind: 'focus', focus: { stage: card.stage, lane: card.lane, card: card.id } })
    }
  }

  /** Cards into a cell: by drag, by menu, by the dialog; the same for all. */
  moveTo(cards: readonly string[], stage: string, lane: string, after?: string | null): void {
    if (!this.writable(lane)) return say(t`This lane is locked for now.`)
    if (this.edit(change.moveCards(this.map(), cards, stage, lane, after))) {
      announce(t`Moved to ${this.#titles(cards[0]!)}`)
      this.dispatch({ kind: 'focus', focus: { stage, lane, card: cards.length === 1 ? cards[0]! : null } })
      if (cards.length > 1) this.dispatch({ kind: 'select', cards })
    }
  }

  undo(): void { this.host.session.undo(); announce(t`Undone`) }
  redo(): void { this.host.session.redo(); announce(t`Done again`) }

  copy(cut: boolean): void {
    const cards = this.targets()
    const copied = copyCards(this.map(), this.layout, cards)
    if (!copied) return
    const blob = (text: string, type: string) => new Blob([text], { type })
    const item = new ClipboardItem({ 'text/plain': blob(copied.text, 'text/plain'), 'text/html': blob(copied.html, 'text/html') })
    const n = cards.length
    void navigator.clipboard.write([item]).then(() => {
      announce(plural(n, { one: '# card copied', other: '# cards copied' }))
      if (cut) this.edit(change.removeCards(this.#free()))
    }, sayProblem)
  }

  insert(object: 'stage' | 'lane', side: 'before' | 'after', beside?: string, kind: Parameters<typeof change.addLane>[1] = 'text'): void {
    const near = beside ?? (object === 'stage' ? this.state.focus?.stage : this.state.focus?.lane) ?? null
    const made = object === 'stage' ? change.addStage(this.map(), t`New stage`, near, side) : change.addLane(this.map(), kind, t`New lane`, near, side)
    if (this.edit(made.edits)) this.dispatch({ kind: 'dialog', dialog: { kind: 'rename', object, id: made.id } })
  }

  insertSubstage(beside = this.state.focus?.stage): void {
    if (!beside) return
    const made = change.addStage(this.map(), t`New step`, beside, 'after', true)
    if (this.edit(made.edits)) this.dispatch({ kind: 'dialog', dialog: { kind: 'rename', object: 'stage', id: made.id } })
  }

  stepPart(object: 'stage' | 'lane', by: 1 | -1, id = object === 'stage' ? this.state.focus?.stage : this.state.focus?.lane): void {
    if (!id) return
    const title = (object === 'stage' ? this.map().stages : this.map().lanes).find((one) => one.id === id)?.title ?? ''
    if (!this.edit(change.stepPart(this.map(), object, id, by), t`Moved: ${title}`)) announce(t`It cannot go further.`)
  }

  /** A stage or lane before another one of its row (null: last). */
  placePart(object: 'stage' | 'lane', id: string, before: string | null): void {
    const title = (object === 'stage' ? this.map().stages : this.map().lanes).find((one) => one.id === id)?.title ?? ''
    this.edit(change.placePart(this.map(), object, id, before), t`Moved: ${title}`)
  }

  async removePart(object: 'stage' | 'lane', id = object === 'stage' ? this.state.focus?.stage : this.state.focus?.lane): Promise<void> {
    if (!id) return
    const n = [...this.layout.places.values()].filter((place) => place[object] === id).length
    const title = (object === 'stage' ? this.map().stages : this.map().lanes).find((one) => one.id === id)?.title ?? ''
    const question = { title: t`Delete “${title}”?`, body: plural(n, { one: '# card goes with it. Undo brings everything back.', other: '# cards go with it. Undo brings everything back.' }), action: t`Delete`, grave: true }
    if (n >= MASS && !(await confirm(question))) return
    this.edit(change.removePart(object, id), t`Deleted: ${title}`)
    this.page.focusGrid()
  }

  span(by: 1 | -1): void {
    const map = this.map()
    const places = new Map(this.layout.columns.map((stage, place) => [stage.id, place]))
    const edits = this.#free().flatMap((id): NewEdit[] => {
      const card = cardOf(map, id)
      const over = card && reach(card, places)
      if (!over) return []
      const end = Math.max(over[0], Math.min(this.layout.columns.length - 1, over[1] + by))
      return change.setCards([id], { span_to: end === over[0] ? null : this.layout.columns[end]!.id })
    })
    this.edit(edits, t`Stretched`)
  }

  zoom(by: 1 | -1 | 'fit' | 'whole'): void {
    const { zoom } = this.state
    const next = by === 'whole' ? 1 : by === 'fit' ? this.page.fit() : zoomStep(zoom, by)
    this.dispatch({ kind: 'view', to: { zoom: next } })
    announce(t`Zoom ${Math.round(next * 100)} %`)
  }

  about(): About | null {
    const { focus } = this.state
    if (!focus) return { kind: 'map' }
    if (focus.card) return { kind: 'card', id: focus.card }
    const only = this.targets()
    return only.length === 1 ? { kind: 'card', id: only[0]! } : { kind: 'cell', stage: focus.stage, lane: focus.lane }
  }
}
