import { openMap, type MapSession, type Role } from '@tropa/sync'
import { useEffect, useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { useSession } from '../../session'

/** The map's room, opened for as long as the page shows it; null until then. */
export function useOpened(mapId: string): MapSession | null {
  const { person, role, maps } = useSession()
  const [session, set] = useState<MapSession | null>(null)
  const held: Role = maps[mapId] ?? role ?? 'viewer'
  const id = person?.id ?? 'guest'
  const name = person?.name ?? ''
  const colour = person?.colour ?? '#5f6c7b'
  useEffect(() => {
    let open: MapSession | null = null
    let gone = false
    void openMap(mapId, { user: { id, name, colour, role: held } }).then((made) => {
      if (gone) return made.close()
      open = made
      set(made)
    })
    return () => {
      gone = true
      open?.close()
      set(null)
    }
  }, [mapId, id, name, colour, held])
  return session
}

/** News of the map: what they touch is asked anew. */
export function useMapNews(mapId: string): void {
  const queries = useQueryClient()
  useEffect(() => {
    const source = new EventSource(`/api/maps/${encodeURIComponent(mapId)}/live`)
    const anew = (...parts: string[]) => () => parts.forEach((part) => void queries.invalidateQueries({ queryKey: ['map', mapId, part] }))
    for (const kind of ['comment', 'comment_removed']) source.addEventListener(kind, anew('comments'))
    for (const kind of ['workshop', 'votes']) source.addEventListener(kind, anew('workshop', 'private'))
    for (const kind of ['proposals', 'refreshed', 'evidence']) source.addEventListener(kind, anew('proposals', 'evidence'))
    source.addEventListener('version', anew('versions'))
    source.addEventListener('missed', anew('comments', 'workshop', 'proposals', 'evidence', 'versions'))
    return () => source.close()
  }, [mapId, queries])
}
