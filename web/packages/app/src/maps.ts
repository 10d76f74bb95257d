import type { Schema } from '@tropa/sync'
import { queryOptions } from '@tanstack/react-query'
import { ask } from '@tropa/ui'
import type { Role } from './session'

/** A map as the gallery shows it. */
export interface MapSummary {
  id: string
  title: string
  kind: string
  state: 'current' | 'future'
  language: string
  project: string | null
  updated: string
  deleted_at: string | null
  stages: number
  cards: number
  customers: number | null
  personas: { id: string; name: string; colour: string | null }[]
  role: Role
  gone_on: string | null
  health: { warnings: number; hints: number }
  /** How many records of evidence there are, and how many are past their day. */
  freshness: { evidence: number; stale: number; stale_since: string | null; refreshed: string | null }
  /** Who has the map open now, where the server tells it. */
  here?: { name: string; colour: string }[]
}

/** The map that was made, and what to know about the reading of its file. */
export interface MapMade {
  map: MapSummary
  notices: string[]
}

export type Project = Schema<'ProjectBrief'>

/** A template in the reader's language; `languages` are those a map of it can be made in. */
export type Template = Schema<'TemplateBrief'>

export type Job = Schema<'JobStatus'>

export const mapsQuery = (asked: { trash?: boolean; project?: string; q?: string } = {}) =>
  queryOptions({ queryKey: ['maps', asked], queryFn: () => ask<MapSummary[]>('/api/maps', { query: asked }) })

export const projectsQuery = queryOptions({ queryKey: ['projects'], queryFn: () => ask<Project[]>('/api/projects') })

export const templatesQuery = (language: string) =>
  queryOptions({ queryKey: ['templates', language], queryFn: () => ask<Template[]>('/api/templates'), staleTime: Infinity })

const ENDED = new Set<Job['state']>(['done', 'failed', 'cancelled', 'interrupted'])
export const ended = (job: Job) => ENDED.has(job.state)

/** A job as it goes: news come over the live stream, and by asking every second where that is cut off. */
export const jobQuery = (id: string) =>
  queryOptions({
    queryKey: ['job', id],
    queryFn: () => ask<Job>(`/api/jobs/${id}`),
    refetchInterval: ({ state }) => (state.data && ended(state.data) ? false : 1000),
  })

export const changeMap = {
  trash: (id: string) => ask<void>(`/api/maps/${id}`, { method: 'DELETE' }),
  restore: (id: string) => ask<void>(`/api/maps/${id}/restore`, { method: 'POST' }),
  destroy: (id: string) => ask<void>(`/api/maps/${id}/forever`, { method: 'DELETE' }),
  copy: (id: string) => ask<MapMade>(`/api/maps/${id}/copy`, { method: 'POST' }),
  place: (id: string, project: string | null) => ask<MapSummary>(`/api/maps/${id}`, { method: 'PATCH', body: { project } }),
}

export interface NewMap {
  title?: string
  template?: string
  language: string
  project?: string
}

export const makeMap = (made: NewMap) => ask<MapMade>('/api/maps', { method: 'POST', body: made })

export function importMap(file: File): Promise<MapMade> {
  const body = new FormData()
  body.set('file', file)
  return ask('/api/maps/import', { method: 'POST', body })
}
