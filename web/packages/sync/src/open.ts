import { EditRefused, apply, newId, parseEdit, removal, type Edit, type MapDocument } from '@tropa/model'
import { IndexeddbPersistence } from 'y-indexeddb'
import { WebsocketProvider } from 'y-websocket'
import type { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { SharedMap, writeDifference } from './codec'
import { databaseOf } from './offline'
import { Presence, type User } from './presence'
import { Saving, mayReconnect } from './saving'
import type { EditOptions, MapSession, NewEdit, Peer, Place, Refusal, Status } from './session'
import { Undo } from './undo'

export interface OpenOptions {
  readonly user: User
  /** Where the server is, `wss://host`; the page's own unless told. */
  readonly url?: string
  /** Keep the map on this machine, too. */
  readonly offline?: boolean
  /** For tests: another WebSocket, or null for none at all. */
  readonly socket?: typeof WebSocket | null
}

/** Open a map and share it with everybody who has it open. */
export function openMap(mapId: string, options: OpenOptions): MapSession {
  return new Session(mapId, options)
}

class Session implements MapSession {
  readonly mapId: string
  readonly #user: User
  readonly #doc = new Y.Doc()
  readonly #shared: SharedMap
  readonly #provider: WebsocketProvider
  readonly #kept: IndexeddbPersistence | null
  readonly #saving: Saving
  readonly #presence: Presence
  readonly #undo: Undo
  readonly #hearers = { document: new Set<() => void>(), status: new Set<() => void>(), peers: new Set<() => void>() }
  #ready = false

  constructor(mapId: string, { user, url, offline = true, socket }: OpenOptions) {
    this.mapId = mapId
    this.#user = user
    this.#shared = new SharedMap(this.#doc, mapId, () => this.#tell('document'))
    this.#provider = new WebsocketProvider(`${url ?? here()}/api/maps/${encodeURIComponent(mapId)}`, 'room', this.#doc, {
      disableBc: true,
      connect: socket !== null,
      shouldReconnect: mayReconnect,
      ...(socket && { WebSocketPolyfill: socket }),
    })
    this.#saving = new Saving(this.#doc, this.#provider, () => this.#tell('status'))
    this.#presence = new Presence(this.#provider.awareness, user, () => this.#tell('peers'))
    this.#undo = new Undo(this.#doc, () => this.#tell('status'))
    this.#provider.on('sync', (synced) => {
      if (synced) this.#isReady()
      this.#tell('status')
    })
    this.#kept = offline && typeof indexedDB !== 'undefined' ? new IndexeddbPersistence(databaseOf(mapId, user.id), this.#doc) : null
    void this.#kept?.whenSynced.then(async (kept) => {
      if (!this.#shared.empty) this.#isReady()
      await this.#saving.keep(kept)
    })
  }

  document(): MapDocument {
    return this.#shared.document
  }

  get ready(): boolean {
    return this.#ready
  }

  get status(): Status {
    return this.#saving.status
  }

  get reason(): Refusal | null {
    return this.#saving.reason
  }

  get pending(): number {
    return this.#saving.pending
  }

  get canUndo(): boolean {
    return this.#undo.canUndo
  }

  get canRedo(): boolean {
    return this.#undo.canRedo
  }

  get me(): Peer {
    return this.#presence.me
  }

  get peerCount(): number {
    return this.#presence.count
  }

  get awareness(): Awareness {
    return this.#provider.awareness
  }

  get following(): number | null {
    return this.#presence.following
  }

  peers(): readonly Peer[] {
    return this.#presence.peers
  }

  subscribe(hear: () => void): () => void {
    return this.#listen('document', hear)
  }

  subscribeStatus(hear: () => void): () => void {
    return this.#listen('status', hear)
  }

  subscribePeers(hear: () => void): () => void {
    return this.#listen('peers', hear)
  }

  edit(edits: readonly NewEdit[], { event = newId('event'), undoable = true, freeing = false }: EditOptions = {}): void {
    this.#mayEdit()
    const when = new Date().toISOString()
    const said = edits.map((one) => parseEdit({ ...one, id: newId('edit'), who: this.#user.id, when, event, undoable }))
    const before = this.document()
    const made: (readonly [MapDocument, Edit])[] = []
    let after = before
    for (const edit of said) {
      for (const one of freeing && edit.kind === 'remove' ? removal(after, edit) : [edit]) {
        made.push([after, one])
        after = apply(after, one)
      }
    }
    writeDifference(this.#doc, before, after)
    for (const [held, edit] of made) this.#undo.record(held, edit)
    this.#tell('status')
  }

  undo(): void {
    this.#mayEdit()
    this.#undo.undo(() => this.document(), this.#user.id, newId('event'), this.#make)
  }

  redo(): void {
    this.#mayEdit()
    this.#undo.redo(() => this.document(), this.#user.id, newId('event'), this.#make)
  }

  body(card: string): Y.XmlFragment | undefined {
    const held = this.#doc.getMap('cards').get(card)
    if (!(held instanceof Y.Map)) return undefined
    let body: unknown = held.get('body')
    if (!(body instanceof Y.XmlFragment)) {
      if (!this.#writes) return undefined
      // a card that came without words: they are made once, by who opens them first
      body = new Y.XmlFragment()
      held.set('body', body)
    }
    this.#undo.watch(card, body as Y.XmlFragment)
    return body as Y.XmlFragment
  }

  point(at: Place | null, editing = false): void {
    this.#presence.point(at, editing)
  }

  follow(client: number | null, went?: (at: Place) => void): void {
    this.#presence.follow(client, went)
  }

  close(): void {
    this.#presence.close()
    this.#saving.close()
    this.#undo.close()
    this.#shared.close()
    this.#provider.destroy()
    void this.#kept?.destroy()
    this.#doc.destroy()
    for (const hearers of Object.values(this.#hearers)) hearers.clear()
  }

  get #writes(): boolean {
    return this.#user.role === 'owner' || this.#user.role === 'editor'
  }

  #mayEdit(): void {
    if (!this.#writes) throw new EditRefused('sync.read_only', { role: this.#user.role })
    if (!this.#ready) throw new EditRefused('sync.not_ready', { map: this.mapId })
  }

  readonly #make = (edits: readonly Edit[]): void => {
    const before = this.document()
    writeDifference(this.#doc, before, edits.reduce(apply, before))
  }

  #isReady(): void {
    if (this.#ready) return
    this.#ready = true
    this.#tell('status')
    this.#tell('document')
  }

  #listen(what: 'document' | 'status' | 'peers', hear: () => void): () => void {
    this.#hearers[what].add(hear)
    return () => this.#hearers[what].delete(hear)
  }

  #tell(what: 'document' | 'status' | 'peers'): void {
    for (const hear of [...this.#hearers[what]]) hear()
  }
}

const here = (): string => `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}`
