import { useQuery } from '@tanstack/react-query'
import { ask } from '@tropa/ui'
import type { Role } from '../../session'

/** What the reader may do on the map: whether they may change it, and whether they may decide on proposals. */
export function useMapRole(mapId: string): { role: Role | null; edits: boolean } {
  const { data } = useQuery({ queryKey: ['map', mapId, 'summary'], queryFn: () => ask<{ role: Role }>(`/api/maps/${mapId}/summary`), staleTime: 60_000, retry: false })
  const role = data?.role ?? null
  return { role, edits: role === 'editor' || role === 'owner' }
}
