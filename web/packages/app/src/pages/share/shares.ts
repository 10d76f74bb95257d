import type { Schema } from '@tropa/sync'
import { queryOptions } from '@tanstack/react-query'
import { ask } from '@tropa/ui'

export type ShareRole = 'viewer' | 'commenter'

/** A link to a map; `hidden` are kinds of lanes, “evidence” and “comments” that outsiders are not shown. */
export type Share = Schema<'ShareItem'>

export type NewShare = Schema<'NewShare'>

const at = (map: string) => `/api/maps/${encodeURIComponent(map)}/shares`

export const sharesQuery = (map: string) => queryOptions({ queryKey: ['shares', map], queryFn: () => ask<Share[]>(at(map)) })
export const makeShare = (map: string, made: NewShare) => ask<Share & { link: string }>(at(map), { method: 'POST', body: made })
export const closeShare = (map: string, id: string) => ask<void>(`${at(map)}/${encodeURIComponent(id)}`, { method: 'DELETE' })

/** The end of the day so many days from now, as the server takes it; null is never. */
export function endsIn(days: number | null, now = new Date()): string | null {
  if (days === null) return null
  const end = new Date(now)
  end.setDate(end.getDate() + days)
  end.setHours(23, 59, 59, 0)
  return end.toISOString()
}
