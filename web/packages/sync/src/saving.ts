import * as encoding from 'lib0/encoding'
import type { IndexeddbPersistence } from 'y-indexeddb'
import * as protocol from 'y-protocols/sync'
import type { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import type { Refusal, Status } from './session'

/**
 * How far what is done here has come. The protocol acknowledges nothing, but a room answers in order: when it answers a
 * question asked behind an edit, it has the edit.
 */

const SYNC = 0
const ASK_AFTER = 150
const REASONS: Readonly<Record<number, Refusal>> = { 4401: 'session', 4403: 'forbidden', 4404: 'gone', 4409: 'locked' }

/** Whether a closed connection is tried again: not where the room said no. */
export const mayReconnect = (event: { code: number }): boolean => !(event.code in REASONS)

export class Saving {
  readonly #doc: Y.Doc
  readonly #provider: WebsocketProvider
  readonly #heard: () => void
  #kept: IndexeddbPersistence | null = null
  #pending = 0
  #asked: number[] = []
  #timer: ReturnType<typeof setTimeout> | null = null
  #connection: 'new' | 'open' | 'lost' | 'refused' = 'new'
  #reason: Refusal | null = null

  constructor(doc: Y.Doc, provider: WebsocketProvider, heard: () => void) {
    this.#doc = doc
    this.#provider = provider
    this.#heard = heard
    doc.on('update', this.#updated)
    provider.on('status', ({ status }) => {
      if (status === 'connected') this.#opened()
    })
    provider.on('connection-close', (event) => this.#closed(event?.code ?? 0))
    provider.on('connection-error', () => this.#closed(0))
    this.#listen()
  }

  get status(): Status {
    if (this.#connection === 'refused') return 'refused'
    if (this.#connection === 'lost') return 'offline'
    if (this.#connection === 'new' || !this.#provider.synced) return 'connecting'
    return this.#pending > 0 ? 'saving' : 'saved'
  }

  get reason(): Refusal | null {
    return this.#reason
  }

  get pending(): number {
    return this.#pending
  }

  /** What was kept on this machine before, and where the number of kept changes is written. */
  async keep(kept: IndexeddbPersistence): Promise<void> {
    const before: unknown = await kept.get('pending')
    this.#kept = kept
    if (typeof before === 'number' && before > 0) this.#count(this.#pending + before)
    if (this.#pending > 0) this.#askSoon()
  }

  close(): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#doc.off('update', this.#updated)
  }

  readonly #updated = (_update: Uint8Array, _origin: unknown, _doc: Y.Doc, transaction: Y.Transaction): void => {
    if (!transaction.local) return
    this.#count(this.#pending + 1)
    this.#askSoon()
  }

  #listen(): void {
    const handlers = this.#provider.messageHandlers
    const usual = handlers[SYNC]!
    handlers[SYNC] = (encoder, decoder, provider, emitSynced, type) => {
      const kind = decoder.arr[decoder.pos]
      usual(encoder, decoder, provider, emitSynced, type)
      if (kind === protocol.messageYjsSyncStep2) this.#answered()
      else if (kind === protocol.messageYjsSyncStep1 && this.#pending > 0) queueMicrotask(() => this.#ask())
    }
  }

  #opened(): void {
    this.#connection = 'open'
    this.#asked = [0]
    this.#heard()
  }

  #closed(code: number): void {
    this.#asked = []
    this.#reason = REASONS[code] ?? null
    this.#connection = this.#reason ? 'refused' : 'lost'
    if (this.#reason === 'locked') void this.#forget()
    this.#heard()
  }

  /** A change of what a workshop has locked will never be taken: the copy that holds it goes, and the room's is read anew. */
  async #forget(): Promise<void> {
    await this.#kept?.clearData()
    globalThis.location?.reload()
  }

  #askSoon(): void {
    if (this.#connection !== 'open' || this.#timer) return
    this.#timer = setTimeout(() => {
      this.#timer = null
      this.#ask()
    }, ASK_AFTER)
  }

  #ask(): void {
    const { ws, wsconnected } = this.#provider
    const waiting = this.#asked.reduce((sum, one) => sum + one, 0)
    if (!wsconnected || !ws || ws.readyState !== ws.OPEN || this.#pending <= waiting) return
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, SYNC)
    protocol.writeSyncStep1(encoder, this.#doc)
    this.#asked.push(this.#pending - waiting)
    ws.send(encoding.toUint8Array(encoder) as Uint8Array<ArrayBuffer>)
  }

  #answered(): void {
    const saved = this.#asked.shift() ?? 0
    this.#count(this.#pending - saved)
    if (this.#pending > 0) this.#askSoon()
  }

  #count(pending: number): void {
    this.#pending = Math.max(0, pending)
    if (this.#kept?.db) void this.#kept.set('pending', this.#pending)
    this.#heard()
  }
}
