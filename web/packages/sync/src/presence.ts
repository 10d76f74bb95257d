import { same } from '@tropa/model'
import type { Awareness } from 'y-protocols/awareness'
import type { Peer, Place, Role } from './session'

/** Who else is in the room, as the server names them, and where one is oneself. */

const IDLE_AFTER = 60_000
const POINT_EVERY = 50
const MOST_SHOWN = 12
const ROLES: readonly string[] = ['owner', 'editor', 'commenter', 'viewer']
const ACTIVE = ['pointermove', 'pointerdown', 'keydown', 'wheel'] as const

export interface User {
  readonly id: string
  readonly name: string
  readonly colour: string
  readonly role: Role
}

export class Presence {
  readonly #awareness: Awareness
  readonly #heard: () => void
  readonly #user: User
  #peers: readonly Peer[] = []
  #count = 0
  #followed: number | null = null
  #went: ((at: Place) => void) | undefined
  #next: { at: Place | null; editing: boolean } | null = null
  #pointTimer: ReturnType<typeof setTimeout> | null = null
  #idleTimer: ReturnType<typeof setTimeout> | null = null

  constructor(awareness: Awareness, user: User, heard: () => void) {
    this.#awareness = awareness
    this.#user = user
    this.#heard = heard
    awareness.setLocalState({ user, at: null, editing: false, idle: false })
    awareness.on('change', this.#changed)
    if (typeof window !== 'undefined') for (const name of ACTIVE) window.addEventListener(name, this.#active, { passive: true })
    this.#active()
  }

  /** At most 12, those who are active first. */
  get peers(): readonly Peer[] {
    return this.#peers
  }

  get count(): number {
    return this.#count
  }

  get me(): Peer {
    return { ...this.#user, client: this.#awareness.clientID, ...this.#mine() }
  }

  get following(): number | null {
    return this.#followed
  }

  /** Show others where one is; at most twenty times a second. */
  point(at: Place | null, editing: boolean): void {
    this.#active()
    this.#next = { at, editing }
    if (this.#pointTimer) return
    this.#show()
    this.#pointTimer = setTimeout(() => {
      this.#pointTimer = null
      this.#show()
    }, POINT_EVERY)
  }

  follow(client: number | null, went?: (at: Place) => void): void {
    this.#followed = client
    this.#went = went
    const peer = client === null ? undefined : this.#read(client)
    if (peer?.at) went?.(peer.at)
    this.#heard()
  }

  close(): void {
    if (this.#pointTimer) clearTimeout(this.#pointTimer)
    if (this.#idleTimer) clearTimeout(this.#idleTimer)
    if (typeof window !== 'undefined') for (const name of ACTIVE) window.removeEventListener(name, this.#active)
    this.#awareness.off('change', this.#changed)
    this.#awareness.setLocalState(null)
  }

  #mine(): Pick<Peer, 'at' | 'editing' | 'idle'> {
    const { at = null, editing = false, idle = false } = (this.#awareness.getLocalState() ?? {}) as Partial<Peer>
    return { at, editing, idle }
  }

  #show(): void {
    if (!this.#next) return
    const { at, editing } = this.#next
    this.#next = null
    const held = this.#mine()
    if (!same(held.at, at) || held.editing !== editing) this.#awareness.setLocalState({ ...this.#awareness.getLocalState(), at, editing })
  }

  readonly #active = (): void => {
    if (this.#mine().idle) this.#awareness.setLocalStateField('idle', false)
    if (this.#idleTimer) clearTimeout(this.#idleTimer)
    this.#idleTimer = setTimeout(() => this.#awareness.setLocalStateField('idle', true), IDLE_AFTER)
  }

  readonly #changed = (): void => {
    const others = [...this.#awareness.getStates().keys()].filter((client) => client !== this.#awareness.clientID)
    const found = others.flatMap((client) => this.#read(client) ?? [])
    const shown = found.toSorted((one, other) => Number(one.idle) - Number(other.idle) || one.name.localeCompare(other.name) || one.client - other.client).slice(0, MOST_SHOWN)
    const before = this.#peers
    this.#peers = shown.map((peer) => before.find((one) => same(one, peer)) ?? peer)
    this.#goAlong(found, before)
    if (this.#count === found.length && before.length === this.#peers.length && before.every((one, place) => one === this.#peers[place])) {
      this.#peers = before
      return
    }
    this.#count = found.length
    this.#heard()
  }

  #goAlong(found: readonly Peer[], before: readonly Peer[]): void {
    if (this.#followed === null) return
    const peer = found.find((one) => one.client === this.#followed)
    if (!peer) this.#followed = null
    else if (peer.at && !same(peer.at, before.find((one) => one.client === peer.client)?.at)) this.#went?.(peer.at)
  }

  #read(client: number): Peer | undefined {
    const state = this.#awareness.getStates().get(client) as { user?: Partial<User>; at?: unknown; editing?: unknown; idle?: unknown } | undefined
    const user = state?.user
    if (!state || typeof user?.id !== 'string' || typeof user.name !== 'string') return undefined
    const role = ROLES.includes(user.role ?? '') ? user.role! : 'viewer'
    const colour = typeof user.colour === 'string' ? user.colour : '#667085'
    return { client, id: user.id, name: user.name, colour, role, at: place(state.at), editing: state.editing === true, idle: state.idle === true }
  }
}

function place(value: unknown): Place | null {
  if (typeof value !== 'object' || value === null) return null
  const { stage, lane, card, fraction } = value as Record<string, unknown>
  const name = (one: unknown): string | null => (typeof one === 'string' ? one : null)
  return { stage: name(stage), lane: name(lane), card: name(card), ...(typeof fraction === 'number' && Number.isFinite(fraction) && { fraction }) }
}
