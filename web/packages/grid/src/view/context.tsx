import { cardOf, type Card, type MapDocument } from '@tropa/model'
import type { MapSession, Peer, Status } from '@tropa/sync'
import { createContext, use, useCallback, useMemo, useSyncExternalStore } from 'react'
import type { About, Command, GridState, GridStore, Hands, Layout } from '../state'

export interface Votes { mine: number; all: number | null }

/** What the page gives the grid besides the map. */
export interface GridHost {
  session: MapSession
  store: GridStore
  may: Hands['may']
  /** Lanes nobody may write in while the workshop has them locked. */
  lockedLanes: ReadonlySet<string>
  /** Evidence that should be asked again. */
  stale: ReadonlySet<string>
  /** Open comments by what they are about (`card:c1`, `stage:s1`…) and whether any is unread. */
  comments: ReadonlyMap<string, { open: number; unread: boolean }>
  votes: ReadonlyMap<string, Votes> | null
  /** People who may be mentioned. */
  people: readonly { id: string; name: string }[]
  /** Cards whose words are not shown yet (private writing). */
  veiled: (card: Card) => boolean
  showPeers: boolean
  onVote: (card: string, by: 1 | -1) => void
  onComment: (about: About) => void
  onWhy: (evidence: string) => void
  onProposal: (cards: readonly string[], accept: boolean) => void
  commands: readonly Command[]
}

export interface GridTools { host: GridHost; hands: Hands }

const Tools = createContext<GridTools | null>(null)
export const ToolsPlace = Tools.Provider

export function useTools(): GridTools {
  const tools = use(Tools)
  if (!tools) throw new Error('outside of a grid')
  return tools
}

/** A part of the grid's state; draws again only when that part changes. */
export function useGrid<T>(pick: (state: GridState, layout: Layout) => T): T {
  const { store } = useTools().host
  return useSyncExternalStore(store.subscribe, () => pick(store.state, store.layout))
}

/** The whole document: for views that show all of it. */
export function useDocument(): MapDocument {
  const { session } = useTools().host
  return useSyncExternalStore(useCallback((hear: () => void) => session.subscribe(hear), [session]), () => session.document())
}

/** A part of the document that keeps its identity while it is unchanged. */
export function usePart<T>(pick: (map: MapDocument) => T): T {
  const { session } = useTools().host
  return useSyncExternalStore(useCallback((hear: () => void) => session.subscribe(hear), [session]), () => pick(session.document()))
}

/** One card: it draws again alone. */
export const useCard = (id: string): Card | undefined => usePart((map) => cardOf(map, id))

const NOBODY: readonly Peer[] = []

/** Others in the room. */
export function usePeers(session: MapSession): readonly Peer[] {
  return useSyncExternalStore(useCallback((hear: () => void) => session.subscribePeers(hear), [session]), () => session.peers(), () => NOBODY)
}

export interface Saved { status: Status; pending: number; canUndo: boolean; canRedo: boolean }

/** Whether all is saved, and what undo can do. */
export function useSaved(session: MapSession): Saved {
  const subscribe = useCallback((hear: () => void) => session.subscribeStatus(hear), [session])
  const said = useSyncExternalStore(subscribe, () => `${session.status} ${session.pending} ${session.canUndo} ${session.canRedo}`)
  return useMemo(() => {
    const [status, pending, canUndo, canRedo] = said.split(' ')
    return { status: status as Status, pending: Number(pending), canUndo: canUndo === 'true', canRedo: canRedo === 'true' }
  }, [said])
}

export const aboutKey = (about: About): string => {
  switch (about.kind) {
    case 'map': return 'map'
    case 'cell': return `cell:${about.stage}/${about.lane}`
    case 'point': return `point:${about.persona}/${about.stage}`
    default: return `${about.kind}:${about.id}`
  }
}
