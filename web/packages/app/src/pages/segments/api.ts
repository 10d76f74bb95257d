import type { Schema } from '@tropa/sync'
import { queryOptions } from '@tanstack/react-query'
import type { Scene } from '@tropa/charts'
import type { Persona } from '@tropa/model'
import { ask } from '@tropa/ui'

/** A condition on one trait; one comparison of the five is given. */
export type Condition = Schema<'RuleCondition'>

export type Segment = Schema<'SegmentSummary'>

export type RuleSize = Schema<'RuleSizeAnswer'>

/** What a trait can be: the most common values, or the bounds of a number. */
export interface TraitValues {
  trait: string
  kind: 'number' | 'text' | 'truth' | 'day'
  known: number
  values: [string, number][]
  low: number | null
  high: number | null
}

type Cell = string | number | boolean | null

export interface AnswerTable {
  columns: string[]
  rows: Cell[][]
  total: number
}

export type TraitUsual = Schema<'TraitUsual'>

export interface Portrait {
  segment: string
  title: string
  customers: number
  share: number
  shown: boolean
  definition: string
  traits: TraitUsual[]
  differences: AnswerTable
  typical: { trait: string; value: string | null; low: number | null; high: number | null }[]
  path: string[]
  persona: Persona
  picture: Scene
}

export interface Comparison {
  definition: string
  n: number
  left_out: string
  table: AnswerTable
  picture: Scene
}

export const ASPECTS = ['stages', 'reach', 'flow', 'variants', 'sessions', 'outcome'] as const
export type Aspect = (typeof ASPECTS)[number]

export const segmentsQuery = queryOptions({ queryKey: ['segments'], queryFn: () => ask<Segment[]>('/api/segments') })
export const traitsQuery = queryOptions({ queryKey: ['vocabulary'], queryFn: () => ask<{ traits: TraitValues[] }>('/api/vocabulary'), staleTime: 60_000, retry: false })
export const sizeQuery = (rule: Condition[], segment: string | null) =>
  queryOptions({
    queryKey: ['segments', 'size', rule, segment],
    queryFn: ({ signal }) => ask<RuleSize>('/api/segments/size', { method: 'POST', body: { rule, segment }, signal }),
    retry: false,
  })
export const portraitQuery = (id: string) =>
  queryOptions({ queryKey: ['segments', 'portrait', id], queryFn: () => ask<Portrait>(`/api/segments/${encodeURIComponent(id)}/portrait`) })
export const comparisonQuery = (a: string, b: string, question: Aspect) =>
  queryOptions({ queryKey: ['segments', 'compare', a, b, question], queryFn: () => ask<Comparison>('/api/segments/compare', { query: { a, b, question } }) })

export const saveSegment = (id: string, title: string, rule: Condition[]) =>
  ask<Segment[]>(`/api/segments/${encodeURIComponent(id)}`, { method: 'PUT', body: { title, rule } })
