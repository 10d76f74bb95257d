import type { Card, MapDocument } from '@tropa/model'
import { useCard as useCardOf, useMap, usePart as usePartOf, type MapSession } from '@tropa/sync'
import { createContext, use, useSyncExternalStore } from 'react'
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
export const useDocument = (): MapDocument => useMap(useTools().host.session)

/** A part of the document that keeps its identity while it is unchanged. */
export const usePart = <T,>(pick: (map: MapDocument) => T): T => usePartOf(useTools().host.session, pick)

/** One card: it draws again alone. */
export const useCard = (id: string): Card | undefined => useCardOf(useTools().host.session, id)

export const aboutKey = (about: About): string => {
  switch (about.kind) {
    case 'map': return 'map'
    case 'cell': return `cell:${about.stage}/${about.lane}`
    case 'point': return `point:${about.persona}/${about.stage}`
    default: return `${about.kind}:${about.id}`
  }
}
