import type { Schema } from '@tropa/sync'
import { queryOptions } from '@tanstack/react-query'
import { newId, readMap, type Persona } from '@tropa/model'
import { ask, Refusal } from '@tropa/ui'

/** A map a persona stands in, and what of it is about them. */
export type PersonaAtMap = Schema<'PersonaAtMap'>

export interface PersonaSummary {
  key: string
  persona: Persona
  /** The map that was changed last. */
  map: string
  maps: PersonaAtMap[]
  differs: boolean
  traits: number
  sourced: number
}

export const VIEWS = ['empathy', 'blueprint', 'impact', 'stakeholders'] as const
export type View = (typeof VIEWS)[number]
export const isView = (text: string): text is View => (VIEWS as readonly string[]).includes(text)

export const personasQuery = queryOptions({ queryKey: ['personas'], queryFn: () => ask<PersonaSummary[]>('/api/personas') })
export const documentQuery = (map: string) => queryOptions({ queryKey: ['maps', 'document', map], queryFn: async () => readMap(await ask<unknown>(`/api/maps/${map}`)) })

/** Where a view of the map is, in one of its formats. */
export const viewAddress = (map: string, view: View, persona: string, format: string) =>
  `/api/views/${map}/${view}?${new URLSearchParams({ format, ...(view === 'empathy' ? { persona } : {}) })}`

async function page(address: string): Promise<string> {
  const answer = await fetch(address)
  if (answer.ok) return answer.text()
  const said = (await answer.json().catch(() => ({}))) as { code?: string; detail?: string }
  throw new Refusal(answer.status, said.code ?? '', said.detail ?? answer.statusText)
}

/** A view as a page of its own, without scripts. */
export const viewQuery = (map: string, view: View, persona: string) =>
  queryOptions({ queryKey: ['personas', 'view', map, view, persona], queryFn: () => page(viewAddress(map, view, persona, 'html')), retry: false })

/** Fields of a persona are set in a map, as an ordinary edit of it. */
export const editPersona = (map: string, persona: string, fields: Partial<Persona>) =>
  ask<unknown>(`/api/maps/${map}/edits`, { method: 'POST', body: { edits: [{ id: newId('edit'), kind: 'set', target: { object: 'persona', id: persona }, fields }] } })

/** The persona that a segment's data draws now; `shown` is false where the customers are too few. */
export const computedPersona = (segment: string) => ask<{ shown: boolean; persona: Persona }>(`/api/segments/${encodeURIComponent(segment)}/portrait`)
