import { queryOptions } from '@tanstack/react-query'
import { ask } from '@tropa/ui'
import type { Job } from '../../maps'

/** How a file would be read. */
export interface Look {
  reader: string
  sureness: number
  columns: { name: string; role: string | null; examples: string[] }[]
  looked_at: number
  rejected: number
  whole: boolean
  broken: boolean
  assumptions: string[]
}

interface Definition {
  written: boolean
  parsed: { stages: { id: string; title: string | Record<string, string> }[]; touchpoints: { stage?: string | null; touchpoint: string | null }[] } | null
}

/** A stage that is proposed and the touchpoints that make it. */
export interface Proposed {
  id: string
  title: string
  touchpoints: string[]
}

export const lookQuery = (upload: string) =>
  queryOptions({ queryKey: ['preview', upload], queryFn: () => ask<Look>(`/api/uploads/${upload}/preview`), staleTime: Infinity, retry: false })

export const definitionQuery = queryOptions({ queryKey: ['definition', 'tour'], queryFn: () => ask<Definition>('/api/definition') })

export const startImport = (upload: string) => ask<Job>('/api/imports', { method: 'POST', body: { upload } })
export const startDraft = (language: string) => ask<Job>('/api/drafts', { method: 'POST', body: { language } })

/** The stages of a definition in a language, each with the touchpoints its rules name. */
export function stagesOf({ parsed }: Definition, language: string): Proposed[] {
  if (!parsed) return []
  return parsed.stages.map(({ id, title }) => ({
    id,
    title: typeof title === 'string' ? title : title[language] ?? Object.values(title)[0] ?? id,
    touchpoints: [...new Set(parsed.touchpoints.flatMap((rule) => (rule.stage === id && rule.touchpoint ? [rule.touchpoint] : [])))],
  }))
}

/** The map to open after a draft: the first that was made, else the first that got proposals. */
export function mapOf(result: Record<string, unknown> | null): string | null {
  const made = (result?.['maps'] ?? []) as string[]
  return made[0] ?? Object.keys((result?.['proposals'] ?? {}) as Record<string, unknown>)[0] ?? null
}
