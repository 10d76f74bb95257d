import type { Card, MapDocument } from '@tropa/model'
import { byId } from '@tropa/model'
import { useCallback, useRef, useSyncExternalStore } from 'react'
import type { MapSession, Peer, Refusal, Status } from './session'

/** A map that is open, for React: each hook re-renders who uses it only where what it says has changed. */

/** The map as it is now. */
export function useMap(session: MapSession): MapDocument {
  const subscribe = useCallback((hear: () => void) => session.subscribe(hear), [session])
  return useSyncExternalStore(subscribe, () => session.document())
}

/** One card, which re-renders alone; undefined where there is none. */
export function useCard(session: MapSession, id: string): Card | undefined {
  const subscribe = useCallback((hear: () => void) => session.subscribe(hear), [session])
  return useSyncExternalStore(subscribe, () => byId(session.document(), 'card').get(id))
}

/** What `choose` says of the map: the same value, to `===`, re-renders nobody. */
export function usePart<T>(session: MapSession, choose: (document: MapDocument) => T): T {
  const subscribe = useCallback((hear: () => void) => session.subscribe(hear), [session])
  return useSyncExternalStore(subscribe, () => choose(session.document()))
}

/** Others in the room. */
export function usePeers(session: MapSession): readonly Peer[] {
  const subscribe = useCallback((hear: () => void) => session.subscribePeers(hear), [session])
  return useSyncExternalStore(subscribe, () => session.peers())
}

export interface SessionStatus {
  readonly status: Status
  readonly reason: Refusal | null
  readonly pending: number
  readonly ready: boolean
  readonly canUndo: boolean
  readonly canRedo: boolean
}

/** Whether work is saved, and what can be undone. */
export function useStatus(session: MapSession): SessionStatus {
  const held = useRef<SessionStatus | null>(null)
  const subscribe = useCallback((hear: () => void) => session.subscribeStatus(hear), [session])
  return useSyncExternalStore(subscribe, () => {
    const { status, reason, pending, ready, canUndo, canRedo } = session
    const now: SessionStatus = { status, reason, pending, ready, canUndo, canRedo }
    const before = held.current
    const unchanged = before !== null && (Object.keys(now) as (keyof SessionStatus)[]).every((name) => before[name] === now[name])
    if (!unchanged) held.current = now
    return held.current!
  })
}
