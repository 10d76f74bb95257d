import { History, type Edit, type MapDocument } from '@tropa/model'
import * as Y from 'yjs'
import { LOCAL } from './codec'

/** Undo of one person over both kinds of work, latest first: edits by the model's history, typing by Yjs. */

const MOST = 500
const TYPING = 450

/** Holds whatever origin: which transactions count is said by `captureTransaction`. */
class Anything extends Set<unknown> {
  override has(): boolean {
    return true
  }
}

export class Undo {
  readonly #heard: () => void
  readonly #typing: Y.UndoManager
  #history = new History()
  #done: ('edit' | 'typing')[] = []
  #undone: ('edit' | 'typing')[] = []
  #card: string | null = null
  #going = false

  constructor(doc: Y.Doc, heard: () => void) {
    this.#heard = heard
    this.#typing = new Y.UndoManager([] as unknown as Y.AbstractType<unknown>[], {
      doc,
      captureTimeout: TYPING,
      trackedOrigins: new Anything(),
      captureTransaction: (transaction) => transaction.local && transaction.origin !== LOCAL,
    })
    this.#typing.on('stack-item-added', ({ type }: { type: 'undo' | 'redo' }) => {
      if (this.#going || type !== 'undo') return
      this.#push('typing')
      this.#history = new History(this.#history.done, [])
      this.#heard()
    })
  }

  get canUndo(): boolean {
    return this.#done.length > 0
  }

  get canRedo(): boolean {
    return this.#undone.length > 0
  }

  /** The words of this card are being typed: what is typed from now is undone. */
  watch(card: string, body: Y.XmlFragment): void {
    if (card !== this.#card) this.#typing.stopCapturing()
    this.#card = card
    this.#typing.addToScope(body)
  }

  /** An edit was made of the map `before`. */
  record(before: MapDocument, edit: Edit): void {
    const steps = this.#history.done.length
    this.#history = this.#history.record(before, edit)
    if (edit.undoable === false) return
    this.#typing.stopCapturing()
    this.#typing.clear(false, true)
    if (this.#history.done.length > steps) this.#push('edit')
    else this.#undone = []
    if (this.#history.done.length > MOST) this.#history = new History(this.#history.done.slice(-MOST), this.#history.undone)
  }

  /** Take back the latest step that still can be; `make` writes the edits it takes. */
  undo(map: () => MapDocument, who: string, event: string, make: (edits: readonly Edit[]) => void): void {
    for (let kind = this.#done.pop(); kind; kind = this.#done.pop()) {
      const went = kind === 'typing' ? this.#types(() => this.#typing.undo()) : this.#edits(this.#history.undo(map(), who, { event }), make)
      if (!went) continue
      this.#undone.push(kind)
      break
    }
    this.#heard()
  }

  /** Do again what was taken back last. */
  redo(map: () => MapDocument, who: string, event: string, make: (edits: readonly Edit[]) => void): void {
    for (let kind = this.#undone.pop(); kind; kind = this.#undone.pop()) {
      const went = kind === 'typing' ? this.#types(() => this.#typing.redo()) : this.#edits(this.#history.redo(map(), who, { event }), make)
      if (!went) continue
      this.#done.push(kind)
      break
    }
    this.#heard()
  }

  close(): void {
    this.#typing.destroy()
  }

  #push(kind: 'edit' | 'typing'): void {
    this.#done.push(kind)
    if (this.#done.length > 2 * MOST) this.#done.shift()
    this.#undone = []
  }

  #types(go: () => unknown): boolean {
    this.#going = true
    try {
      return go() !== null
    } finally {
      this.#going = false
    }
  }

  #edits([history, edits]: readonly [History, readonly Edit[]], make: (edits: readonly Edit[]) => void): boolean {
    this.#history = history
    this.#typing.stopCapturing()
    if (edits.length) make(edits)
    return edits.length > 0
  }
}
