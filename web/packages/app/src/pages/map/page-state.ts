import { NO_FILTER, aboutKey, removeCards, setCards, type About, type Command, type Filter, type GridHost, type GridState, type GridStore, type Look } from '@tropa/grid'
import { ask, sayProblem } from '@tropa/ui'
import type { MapSession } from '@tropa/sync'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useSession } from '../../session'
import { aboutOf, mapAsks, mapDeeds, type Threads, type Workshop } from './api'

export type Panel = 'comments' | 'versions' | 'checks' | 'proposals' | 'evidence' | 'workshop'

/** What is open beside the grid, and what it is about. */
export interface Beside { panel: Panel | null; about: About | null; evidence: string | null; thread: string | null }

export const SHUT: Beside = { panel: null, about: null, evidence: null, thread: null }

const NOBODY: GridHost['people'] = []
const NONE: ReadonlySet<string> = new Set()

/** Open threads by what they are about. */
export function talkBy(threads: Threads | undefined): GridHost['comments'] {
  const found = new Map<string, { open: number; unread: boolean }>()
  for (const thread of threads?.comments ?? []) {
    const about = aboutOf(thread.about)
    if (thread.resolved || thread.orphan || !about) continue
    const key = aboutKey(about)
    found.set(key, { open: (found.get(key)?.open ?? 0) + 1, unread: false })
  }
  return found
}

/** Dots by card: those of the reader, and everybody's where they may be seen. */
export function votesBy(workshop: Workshop | undefined): GridHost['votes'] {
  if (!workshop) return null
  const { open, mine, all } = workshop.voting
  if (!open && !all) return null
  const cards = new Set([...Object.keys(mine), ...Object.keys(all ?? {})])
  if (!open && cards.size === 0) return null
  return new Map([...cards].map((card) => [card, { mine: mine[card] ?? 0, all: all ? (all[card] ?? 0) : null }]))
}

/** What a saved view keeps of the grid. */
export function viewOf({ look, filter, collapsed, pinned, showHidden }: GridState): Record<string, unknown> {
  return { look, filter, collapsed: [...collapsed], pinned: [...pinned], showHidden }
}

const words = (value: unknown): string[] => (Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [])

/** The grid's state of a saved view; what it does not know stays as it is by itself. */
export function stateOf(settings: Record<string, unknown>): Partial<Pick<GridState, 'look' | 'filter' | 'collapsed' | 'pinned' | 'showHidden'>> {
  const given = (settings['filter'] ?? {}) as Record<keyof Filter, unknown>
  const filter = Object.fromEntries(Object.keys(NO_FILTER).map((key) => [key, words(given[key as keyof Filter])])) as unknown as Filter
  const look: Look = settings['look'] === 'table' || settings['look'] === 'matrix' ? settings['look'] : 'map'
  return { look, filter, collapsed: new Set(words(settings['collapsed'])), pinned: new Set(words(settings['pinned'])), showHidden: settings['showHidden'] === true }
}

interface Wanted { session: MapSession; store: GridStore; open: (beside: Partial<Beside>) => void; commands: readonly Command[]; showPeers: boolean; presenting: boolean }

/** What the page gives the grid: rights, comments, votes, locks, people. */
export function useHost({ session, store, open, commands, showPeers, presenting }: Wanted): GridHost {
  const { mapId } = session
  const queries = useQueryClient()
  const signed = useSession().person !== null
  const { role, id: me } = session.me
  const threads = useQuery(mapAsks.comments(mapId)).data
  const workshop = useQuery(mapAsks.workshop(mapId)).data
  const evidence = useQuery(mapAsks.evidence(mapId)).data
  const people = useQuery({ ...mapAsks.people, enabled: signed }).data ?? NOBODY
  return useMemo((): GridHost => {
    const edit = !presenting && (role === 'owner' || role === 'editor')
    const bound = workshop !== undefined && !workshop.leads
    const voted = (voting: Workshop['voting']) => queries.setQueryData(mapAsks.workshop(mapId).queryKey, (before) => (before ? { ...before, voting } : before))
    return {
      session, store, people, commands, showPeers,
      may: { edit, structure: edit && !(bound && workshop.structure_locked), comment: role !== 'viewer' },
      lockedLanes: bound && workshop.locked_lanes.length > 0 ? new Set(workshop.locked_lanes) : NONE,
      stale: new Set((evidence ?? []).filter((one) => one.state === 'stale').map((one) => one.evidence.id)),
      comments: talkBy(threads),
      votes: presenting ? null : votesBy(workshop),
      veiled: () => false,
      onVote: (card, by) => {
        const dots = Math.max(0, (workshop?.voting.mine[card] ?? 0) + by)
        void mapDeeds.vote(mapId, card, dots).then(voted, sayProblem)
      },
      onComment: (about) => open({ panel: 'comments', about, thread: null }),
      onWhy: (id) => open({ panel: 'evidence', evidence: id }),
      onProposal: (cards, accept) => void decideOn(session, cards, accept).then(() => queries.invalidateQueries({ queryKey: ['map', mapId, 'proposals'] }), sayProblem),
    }
  }, [session, store, people, commands, showPeers, presenting, role, me, workshop, evidence, threads, queries, mapId, open])
}

/** Accept or reject proposed cards: those the server proposed are decided there, all others are simply edited. */
async function decideOn(session: MapSession, cards: readonly string[], accept: boolean): Promise<void> {
  const open = await ask<{ id: string; card: string | null }[]>(`/api/maps/${session.mapId}/proposals`)
  const theirs = open.filter((one) => one.card !== null && cards.includes(one.card))
  const rest = cards.filter((card) => !theirs.some((one) => one.card === card))
  const ids = theirs.map((one) => one.id)
  if (ids.length) await mapDeeds.decide(session.mapId, accept ? ids : [], accept ? [] : ids)
  if (rest.length) session.edit(accept ? setCards(rest, { state: 'accepted' }) : removeCards(rest))
}

/** Goes to what something is about: focus, selection, and into view. */
export function goTo(store: GridStore, about: About | null): void {
  if (!about || about.kind === 'map') return
  const { layout } = store
  const lane = layout.lanes[0]?.lane.id ?? ''
  const stage = layout.columns[0]?.id ?? ''
  const curve = layout.lanes.find((row) => row.curve)?.lane.id ?? lane
  const place = about.kind === 'card' ? layout.places.get(about.id)
    : about.kind === 'stage' ? { stage: about.id, lane } : about.kind === 'lane' ? { stage, lane: about.id }
    : about.kind === 'point' ? { stage: about.stage, lane: curve } : about
  if (!place) return
  const card = about.kind === 'card' ? about.id : null
  store.dispatch({ kind: 'view', to: { look: 'map' } })
  store.dispatch({ kind: 'focus', focus: { stage: place.stage, lane: place.lane, card } })
  requestAnimationFrame(() => {
    const name = card ? `[data-card="${CSS.escape(card)}"]` : `[data-cell="${CSS.escape(`${place.stage}/${place.lane}`)}"]`
    document.querySelector(name)?.scrollIntoView({ block: 'center', inline: 'center' })
  })
}
