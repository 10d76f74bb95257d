import type { Schema } from '@tropa/sync'
import type { About } from '@tropa/grid'
import { ask } from '@tropa/ui'
import { queryOptions } from '@tanstack/react-query'

/** What the map page asks the server besides the shared document. */

export type AboutSaid = Schema<'About'>

export interface Said {
  id: string
  person: string | null
  name: string
  guest: boolean
  colour: string
  text: string
  mentions: string[]
  created: string
  edited: string | null
}

export type Thread = Schema<'Comment'>

export type Threads = Schema<'CommentList'>

export const aboutSaid = (about: About): AboutSaid => {
  switch (about.kind) {
    case 'map': return { kind: 'map' }
    case 'cell': return { kind: 'cell', stage: about.stage, lane: about.lane }
    case 'point': return { kind: 'point', persona: about.persona, stage: about.stage }
    default: return { kind: about.kind, [about.kind]: about.id }
  }
}

/** What a thread is about, as the grid names it; null where a part of the name is missing. */
export function aboutOf({ kind, card, stage, lane, persona }: AboutSaid): About | null {
  switch (kind) {
    case 'map': return { kind }
    case 'card': return card ? { kind, id: card } : null
    case 'stage': return stage ? { kind, id: stage } : null
    case 'lane': return lane ? { kind, id: lane } : null
    case 'cell': return stage && lane ? { kind, stage, lane } : null
    case 'point': return persona && stage ? { kind, persona, stage } : null
  }
}

export type Finding = Schema<'CheckFinding'>

export interface Workshop {
  facilitator: string | null
  leads: boolean
  structure_locked: boolean
  locked_lanes: string[]
  private_writing: boolean
  private_waiting: number
  voting: { open: boolean; limit: number; seen_by: string; mine: Record<string, number>; left: number; all: Record<string, number> | null; voters: number }
  timer: { seconds: number; ends: string | null; left: number | null; now: string } | null
}

export type PrivateCard = Schema<'PrivateCard'>

export type MapFormat = Schema<'MapFormat'>

export type SavedView = Schema<'SavedView'>

export type Version = Schema<'VersionBrief'>

export type Difference = Schema<'VersionDiff'>

export type EvidenceState = Schema<'EvidenceState'>

const of = (mapId: string, part: string) => `/api/maps/${encodeURIComponent(mapId)}/${part}`

export const mapAsks = {
  comments: (mapId: string) => queryOptions({ queryKey: ['map', mapId, 'comments'], queryFn: () => ask<Threads>(of(mapId, 'comments')), retry: false }),
  checks: (mapId: string) => queryOptions({ queryKey: ['map', mapId, 'checks'], queryFn: () => ask<Finding[]>(of(mapId, 'checks')), staleTime: 0 }),
  workshop: (mapId: string) => queryOptions({ queryKey: ['map', mapId, 'workshop'], queryFn: () => ask<Workshop>(of(mapId, 'workshop')) }),
  privateCards: (mapId: string) => queryOptions({ queryKey: ['map', mapId, 'private'], queryFn: () => ask<PrivateCard[]>(of(mapId, 'workshop/private')) }),
  versions: (mapId: string) => queryOptions({ queryKey: ['map', mapId, 'versions'], queryFn: () => ask<Version[]>(of(mapId, 'versions')), staleTime: 0, retry: false }),
  difference: (mapId: string, number: number, to: 'now' | number) => queryOptions({ queryKey: ['map', mapId, 'difference', number, to], queryFn: () => ask<Difference>(of(mapId, `versions/${number}/diff`), { query: { to } }), staleTime: 0 }),
  views: (mapId: string) => queryOptions({ queryKey: ['map', mapId, 'views'], queryFn: () => ask<SavedView[]>(of(mapId, 'views')), retry: false }),
  evidence: (mapId: string) => queryOptions({ queryKey: ['map', mapId, 'evidence'], queryFn: () => ask<EvidenceState[]>(of(mapId, 'evidence')), retry: false }),
  proposals: (mapId: string) => queryOptions({ queryKey: ['map', mapId, 'proposals'], queryFn: () => ask<{ id: string; card: string | null }[]>(of(mapId, 'proposals')), retry: false }),
  people: queryOptions({ queryKey: ['people'], queryFn: () => ask<{ id: string; name: string }[]>('/api/people'), retry: false, staleTime: 300_000 }),
  formats: queryOptions({ queryKey: ['formats'], queryFn: () => ask<MapFormat[]>('/api/formats'), staleTime: Infinity }),
}

export const mapDeeds = {
  comment: (mapId: string, about: AboutSaid, text: string, mentions: string[]) => ask<Thread>(of(mapId, 'comments'), { method: 'POST', body: { about, text, mentions } }),
  reply: (thread: string, text: string, mentions: string[]) => ask<Said>(`/api/comments/${thread}/replies`, { method: 'POST', body: { text, mentions } }),
  change: (comment: string, body: { text?: string; resolved?: boolean }) => ask<Said>(`/api/comments/${comment}`, { method: 'PATCH', body }),
  remove: (comment: string) => ask<void>(`/api/comments/${comment}`, { method: 'DELETE' }),
  seen: (mapId: string) => ask<void>(of(mapId, 'comments/seen'), { method: 'POST' }),
  fix: (mapId: string, codes: string[]) => ask<{ edits: number; findings: Finding[] }>(of(mapId, 'checks/fix'), { method: 'POST', body: { codes } }),
  workshop: (mapId: string, body: Record<string, unknown>) => ask<Workshop>(of(mapId, 'workshop'), { method: 'PUT', body }),
  reveal: (mapId: string) => ask<{ cards: number }>(of(mapId, 'workshop/reveal'), { method: 'POST' }),
  writePrivately: (mapId: string, body: { id?: string; stage: string; lane: string; body: string }) => ask<PrivateCard>(of(mapId, 'workshop/private'), { method: 'PUT', body }),
  removePrivate: (mapId: string, card: string) => ask<void>(of(mapId, `workshop/private/${card}`), { method: 'DELETE' }),
  vote: (mapId: string, card: string, dots: number) => ask<Workshop['voting']>(of(mapId, `votes/${card}`), { method: 'PUT', body: { dots } }),
  keepVersion: (mapId: string, name: string) => ask<Version>(of(mapId, 'versions'), { method: 'POST', body: { name } }),
  restoreVersion: (mapId: string, number: number) => ask<{ edits: number; event: string | null }>(of(mapId, `versions/${number}/restore`), { method: 'POST' }),
  saveView: (mapId: string, title: string, settings: Record<string, unknown>, shared: boolean) => ask<SavedView>(of(mapId, 'views'), { method: 'POST', body: { title, settings, shared } }),
  removeView: (mapId: string, id: string) => ask<void>(of(mapId, `views/${id}`), { method: 'DELETE' }),
  decide: (mapId: string, accept: string[], reject: string[]) => ask<unknown>(of(mapId, 'proposals'), { method: 'POST', body: { accept, reject } }),
}
