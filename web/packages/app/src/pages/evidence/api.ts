import type { Schema } from '@tropa/sync'
import { queryOptions } from '@tanstack/react-query'
import type { Grade, Scene } from '@tropa/charts'
import { ask } from '@tropa/ui'

export type Cell = string | number | boolean | null | undefined

/** One number of an answer, which a card can be bound to. */
export type Measure = Schema<'AnswerMeasure'>

/** A question with its answer as a table and a picture. */
export interface QuestionAnswer {
  question: string
  parameters: Record<string, unknown>
  definition: string
  n: number
  left_out: string
  table: { columns: string[]; rows: Cell[][]; total: number }
  measures: Measure[]
  picture: Scene
}

/** Names that questions are made of. */
export interface Vocabulary {
  touchpoints: { name: string; stage: string | null; signal: string; goal: boolean; journeys: number }[]
  channels: { id: string; title: string }[]
  stages: { id: string; title: string }[]
  segments: { id: string; title: string }[]
  goal: string
  start: string | null
  end: string | null
  journeys: number
  properties: string[]
  series: string[]
}

/** What a claim of a map rests on. */
export interface EvidenceRecord {
  id: string
  question: string
  parameters: Record<string, unknown>
  definition: string
  n?: number | null
  value?: number | null
  low?: number | null
  high?: number | null
  p_value?: number | null
  grade: Grade
  asked: string
  frozen: boolean
}

export type Standing = 'fresh' | 'stale' | 'frozen' | 'broken'

export interface EvidenceState {
  evidence: EvidenceRecord
  state: Standing
  reason: string
  since?: string | null
  cards: string[]
  points: string[]
  askable: boolean
}

export type CustomerBehind = Schema<'CustomerBehind'>

export type QuoteBehind = Schema<'QuoteBehind'>

export interface Why {
  evidence: EvidenceRecord
  state: Standing
  reason: string
  definition: string
  unit: 'journeys' | 'steps' | 'customers' | 'texts' | 'none'
  counted: number
  of?: number | null
  said: string
  customers: CustomerBehind[]
  quotes: QuoteBehind[]
  answer?: QuestionAnswer | null
}

export type ProposedChange = Schema<'ProposedChange'>

export type Proposal = Schema<'Proposal'>

export type ProposalOutcome = Schema<'ProposalOutcome'>

/** The parts of a map's document that these panels name things by. */
export interface MapWords {
  title: string
  language: string
  stages: { id: string; title: string; rank: string; deleted?: boolean; parent?: string | null }[]
  lanes: { id: string; kind: string; title?: string; rank: string; deleted?: boolean }[]
  cards: { id: string; body?: string; measure?: { value: number; unit: string } | null; evidence?: string[] }[]
}

const PAGE = 50

export const vocabularyQuery = (language: string) =>
  queryOptions({ queryKey: ['vocabulary', language], queryFn: () => ask<Vocabulary>('/api/vocabulary'), staleTime: 60_000 })

export const mapWordsQuery = (mapId: string) =>
  queryOptions({ queryKey: ['map-words', mapId], queryFn: () => ask<MapWords>(`/api/maps/${mapId}`) })

export const evidenceQuery = (mapId: string, language: string) =>
  queryOptions({ queryKey: ['evidence', mapId, language], queryFn: () => ask<EvidenceState[]>(`/api/maps/${mapId}/evidence`) })

export const whyQuery = (mapId: string, id: string, language: string, page = 0) =>
  queryOptions({
    queryKey: ['why', mapId, id, language, page],
    queryFn: () => ask<Why>(`/api/maps/${mapId}/evidence/${id}/why`, { query: { start: page * PAGE, most: PAGE } }),
  })

export const pagesOf = (counted: number) => Math.ceil(counted / PAGE)

export const proposalsQuery = (mapId: string, language: string) =>
  queryOptions({ queryKey: ['proposals', mapId, language], queryFn: () => ask<Proposal[]>(`/api/maps/${mapId}/proposals`) })

export const freeze = (mapId: string, id: string, frozen: boolean) =>
  ask<EvidenceState>(`/api/maps/${mapId}/evidence/${id}/freeze`, { method: 'POST', body: { frozen } })

export const refresh = (mapId: string) => ask<{ job: string }>(`/api/maps/${mapId}/refresh`, { method: 'POST' })

export const decide = (mapId: string, accept: string[], reject: string[]) =>
  ask<ProposalOutcome>(`/api/maps/${mapId}/proposals`, { method: 'POST', body: { accept, reject } })
