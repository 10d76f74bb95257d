import { queryOptions } from '@tanstack/react-query'
import { ask } from '@tropa/ui'

export interface DataSource {
  name: string
  reader: string | null
  files: string[]
  declared: boolean
  rows: Record<string, number>
}

/** Tables, sources, and the period the events cover. */
export interface DataOverview {
  tables: { name: string; rows: number }[]
  sources: DataSource[]
  first: string | null
  last: string | null
}

/** A job with all its facts; news of it carry only how far it has come. */
export interface JobStatus {
  id: string
  kind: string
  state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled' | 'interrupted'
  share: number
  facts: Record<string, unknown>
  result: Record<string, unknown> | null
  code: string | null
  message: string | null
  created: string
  started: string | null
  ended: string | null
}

export interface Refused {
  line: number | null
  column: string | null
  value: string | null
  reason: string
}

export interface ImportSummary {
  id: string
  file: string
  source: string
  time: string
  rows: number
  accepted: number
  duplicates: number
  rejected: number
}

export interface ImportDetails {
  summary: ImportSummary
  assumptions: string[]
  refusals: Refused[]
}

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

export interface UploadPreview {
  reader: string
  readers: string[]
  sureness: number
  source: string
  columns: { name: string; role: string | null; id_kind: string | null; examples: string[] }[]
  rows: (string | null)[][]
  read: Record<string, Record<string, unknown>[]>
  encoding: string | null
  separator: string | null
  looked_at: number
  accepted: number
  rejected: number
  duplicates: number
  whole: boolean
  broken: boolean
  assumptions: string[]
  refusals: Refused[]
}

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
export interface TouchpointRule {
  match: Match
  touchpoint: string | null
  channel?: string | null
  stage?: string | null
  signal?: Signal | null
}

export type Texts = string | Record<string, string>

export interface Stage {
  id: string
  title: Texts
}

export interface Fault {
  code: string
  line: number | null
  key: string | null
  message: string
}

export interface DefinitionState {
  text: string
  written: boolean
  digest: string
  parsed: { touchpoints: TouchpointRule[]; stages: Stage[]; [key: string]: unknown } | null
  faults: Fault[]
}

export interface MatchExample {
  source: string
  name: string
  url: string | null
  channel: string | null
  count: number
}

export interface MatchPreview {
  events: number
  rules: { events: number; fitting: number; examples: MatchExample[] }[]
  unmatched: number
  left: MatchExample[]
}

export interface Covered {
  name: string
  events: number
  customers: number
  maps: string[]
  standard: boolean
  state: 'measured' | 'unmeasured'
}

export interface DataCoverage {
  touchpoints: Covered[]
  channels: Covered[]
  months: { stage: string | null; month: string; events: number; customers: number }[]
  customers: number
  spoken: number
  spoken_share: number | null
}

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
