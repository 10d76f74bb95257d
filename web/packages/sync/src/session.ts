import type { Awareness } from 'y-protocols/awareness'
import type { Edit, MapDocument } from '@tropa/model'
import type * as Y from 'yjs'

/** An edit as a caller says it: who, when, id and gesture are the session's to add. */
export type NewEdit = Edit extends infer One ? (One extends Edit ? Omit<One, 'id' | 'who' | 'when' | 'event' | 'undoable'> : never) : never

/** Where somebody points: a cell or a card, and how far down inside it (0…1). */
export interface Place {
  readonly stage: string | null
  readonly lane: string | null
  readonly card?: string | null
  readonly fraction?: number
}

/** Somebody in the room, as the server names them. */
export interface Peer {
  readonly client: number
  readonly id: string
  readonly name: string
  readonly colour: string
  readonly role: Role
  readonly at: Place | null
  readonly editing: boolean
  readonly idle: boolean
}

export type Role = 'owner' | 'editor' | 'commenter' | 'viewer'

/** `offline`: edits are kept here and sent later. `refused`: the room does not let this person in. */
export type Status = 'connecting' | 'saved' | 'saving' | 'offline' | 'refused'

/** A map that is open here and shared with everybody who has it open. */
export interface MapSession {
  readonly mapId: string
  /** The map as it is now; the same value until something changes, and unchanged objects keep their identity. */
  document(): MapDocument
  /** Hear of every change of the document. */
  subscribe(hear: () => void): () => void
  /** Make edits as one step of undo; EditRefused where a rule forbids one, and then none is made. */
  edit(edits: readonly NewEdit[], options?: EditOptions): void
  undo(): void
  redo(): void
  readonly canUndo: boolean
  readonly canRedo: boolean
  /** The words of a card as TipTap edits them, and under undo while it is open; undefined where there is no such card. */
  body(card: string): Y.XmlFragment | undefined
  /** Whether the first content has come, from this machine or from the server. */
  readonly ready: boolean
  readonly status: Status
  /** Why the room refused: `session`, `forbidden`, `gone`. */
  readonly reason: Refusal | null
  /** Changes that are kept here and have not reached the server. */
  readonly pending: number
  /** Hear of status, pending, canUndo and canRedo. */
  subscribeStatus(hear: () => void): () => void
  /** Others in the room, at most 12, those who are active first. */
  peers(): readonly Peer[]
  /** How many others there are in all. */
  readonly peerCount: number
  subscribePeers(hear: () => void): () => void
  readonly me: Peer
  /** Show others where one is. */
  point(at: Place | null, editing?: boolean): void
  /** Go where this peer goes: `went` hears of every new place; null ends it. */
  follow(client: number | null, went?: (at: Place) => void): void
  readonly following: number | null
  /** Who is here as Yjs knows it: for the carets of an editor. */
  readonly awareness: Awareness
  /** Leave the room; what is not sent yet stays on this machine. */
  close(): void
}

export interface EditOptions {
  /** Edits of one gesture, made in several calls, share its name and are undone together. */
  readonly event?: string
  /** False: no step of undo (what a program does on its own). */
  readonly undoable?: boolean
  /** True: what refers to an object that is removed is freed first (E11); else such a removal is refused. */
  readonly freeing?: boolean
}

export type Refusal = 'session' | 'forbidden' | 'gone' | 'locked'
