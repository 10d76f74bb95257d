import type { components } from './generated/api'
import type { OpenOptions } from './open'
import type { MapSession } from './session'

export type { EditOptions, MapSession, NewEdit, Peer, Place, Refusal, Role, Status } from './session'
export type { OpenOptions } from './open'
export type { User } from './presence'
export { useCard, useMap, usePart, usePeers, useStatus, type SessionStatus } from './hooks'
export { forgetOffline } from './offline'

/** Open a map; what it takes to edit together is loaded only now. */
export async function openMap(mapId: string, options: OpenOptions): Promise<MapSession> {
  const { openMap: open } = await import('./open')
  return open(mapId, options)
}

/** What the server takes and gives, as its own routes say (`tools/generate_web.py`). */
export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name]
