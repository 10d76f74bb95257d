import type { Schema } from '@tropa/sync'
import { queryOptions } from '@tanstack/react-query'
import { ask } from '@tropa/ui'

export type DataSource = Schema<'DataSource'>

/** Tables, sources, and the period the events cover. */
export type DataOverview = Schema<'DataOverview'>

/** A job with all its facts; news of it carry only how far it has come. */
export type JobStatus = Schema<'JobStatus'>

export type Refused = Schema<'Refusal'>

export type ImportSummary = Schema<'ImportSummary'>

export type ImportDetails = Schema<'ImportDetails'>

export interface ColumnMeaning {
  role: string
  id_kind?: string | null
}

/** What a person says about a file; what is left out is guessed. */
export interface Mapping {
  encoding?: string
  separator?: string
  time_zone?: string
  date_format?: string
  decimal?: '.' | ','
  event_name?: string
  id_kind?: string
  columns?: Record<string, ColumnMeaning>
}

export type UploadPreview = Schema<'UploadPreview'>

type Several = string | string[] | null

export interface Match {
  source?: Several
  name?: Several
  url?: Several
  channel?: Several
  utm_source?: Several
  utm_medium?: Several
  utm_campaign?: Several
  properties?: Record<string, string | number | boolean | string[]>
}

export type Signal = 'error' | 'unanswered' | 'complaint' | 'cancel' | 'wait'

/** The first rule that fits an event decides; `touchpoint: null` keeps it out of journeys. */
export type TouchpointRule = Schema<'TouchpointRule'>

export type Texts = string | Record<string, string>

export interface Stage {
  id: string
  title: Texts
}

export type Fault = Schema<'DefinitionFault'>

export interface DefinitionState {
  text: string
  written: boolean
  digest: string
  parsed: { touchpoints: TouchpointRule[]; stages: Stage[]; [key: string]: unknown } | null
  faults: Fault[]
}

export type MatchExample = Schema<'MatchExample'>

export type MatchPreview = Schema<'MatchPreview'>

export type Covered = Schema<'CoveredName'>

export type DataCoverage = Schema<'DataCoverage'>

export interface IdentityOverview {
  counts: Record<string, number | null>
  kinds: { kind: string; ids: number; linked: number; shared: number; held_out: number }[]
  sources: { source: string; rows: number; known_share: number | null }[]
  shared: { id: string; role: string; customers: number }[]
  merges: { customer: string; id: string; joined: string; first_seen: string | null; source: string | null }[]
}

const ENDED = new Set<JobStatus['state']>(['done', 'failed', 'cancelled', 'interrupted'])
export const over = (job: JobStatus) => ENDED.has(job.state)

export const overviewQuery = queryOptions({ queryKey: ['data'], queryFn: () => ask<DataOverview>('/api/data') })
export const importsQuery = queryOptions({ queryKey: ['data', 'imports'], queryFn: () => ask<ImportSummary[]>('/api/imports') })
export const importQuery = (id: string) =>
  queryOptions({ queryKey: ['data', 'imports', id], queryFn: () => ask<ImportDetails>(`/api/imports/${encodeURIComponent(id)}`) })
export const coverageQuery = queryOptions({ queryKey: ['data', 'coverage'], queryFn: () => ask<DataCoverage>('/api/data/coverage') })
export const identityQuery = queryOptions({ queryKey: ['data', 'identity'], queryFn: () => ask<IdentityOverview>('/api/data/identity') })
export const definitionQuery = queryOptions({ queryKey: ['definition'], queryFn: () => ask<DefinitionState>('/api/definition') })
export const jobsQuery = queryOptions({ queryKey: ['jobs'], queryFn: () => ask<JobStatus[]>('/api/jobs') })

/** A job as it goes; asked every second until it has ended, in case no news come. */
export const jobQuery = (id: string) =>
  queryOptions({
    queryKey: ['job', id],
    queryFn: () => ask<JobStatus>(`/api/jobs/${id}`),
    refetchInterval: ({ state }) => (state.data && over(state.data) ? false : 1000),
  })

export const previewQuery = (upload: string, reader: string | null, mapping: Mapping) =>
  queryOptions({
    queryKey: ['preview', upload, reader, mapping],
    queryFn: ({ signal }) => ask<UploadPreview>(`/api/uploads/${upload}/preview`, { method: 'POST', body: { reader, mapping }, signal }),
    staleTime: Infinity,
    retry: false,
  })

export const matchQuery = (rules: TouchpointRule[]) =>
  queryOptions({
    queryKey: ['data', 'matches', rules],
    queryFn: ({ signal }) => ask<MatchPreview>('/api/definition/touchpoints/preview', { method: 'POST', body: { rules }, signal }),
    retry: false,
  })

interface ImportAsked {
  upload: string
  reader?: string | null
  mapping?: Mapping
  source?: string
}

/** What changes the workspace's data. */
export const change = {
  importUpload: (asked: ImportAsked) => ask<JobStatus>('/api/imports', { method: 'POST', body: asked }),
  removeSource: (name: string) => ask<JobStatus>(`/api/data/sources/${encodeURIComponent(name)}`, { method: 'DELETE' }),
  draft: (language: string) => ask<JobStatus>('/api/drafts', { method: 'POST', body: { language } }),
  cancel: (job: string) => ask<JobStatus>(`/api/jobs/${job}`, { method: 'DELETE' }),
  rules: (rules: TouchpointRule[], digest: string) => ask<DefinitionState>('/api/definition/touchpoints', { method: 'PUT', body: { rules, digest } }),
  stages: (stages: Stage[], assigned: Record<string, string | null>, digest: string) =>
    ask<DefinitionState>('/api/definition/stages', { method: 'PUT', body: { stages, assigned, digest } }),
  definition: (text: string, digest: string) => ask<DefinitionState>('/api/definition', { method: 'PUT', body: { text, digest } }),
  erase: (who: string, ground: string) => ask<JobStatus>('/api/data/erase', { method: 'POST', body: { who, ground } }),
}

export const personOf = (who: string) => ask<Record<string, unknown>>(`/api/data/person/${encodeURIComponent(who)}`)
