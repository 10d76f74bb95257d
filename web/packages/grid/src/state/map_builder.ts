import type { Card, CurvePoint, Lane, MapDocument, Stage } from '@tropa/model'

/** Maps for tests: `mapOf(['s1', 's2'], ['actions', 'emotion'], {'s1/actions': ['a', 'b']})`; lanes are named by their kind. */
export function mapOf(stages: readonly string[], lanes: readonly Lane['kind'][], cells: Record<string, readonly string[]> = {}): MapDocument {
  return {
    version: 1, id: 'map', title: 'Map', kind: 'journey', goal: '', description: '', company: '', logo: null, owner: '', status: null,
    state: 'current', language: 'en', horizon: null, created: '2026-11-24', refreshed: null, tags: [], personas: [], segments: [], parent_map: null,
    stages: stages.map((id, place) => stage(id, place)), links: [], lanes: lanes.map((kind, place) => lane(kind, place)),
    cards: Object.entries(cells).flatMap(([cell, names]) => names.map((id, place) => card(id, cell.split('/')[0]!, cell.split('/')[1]!, place))),
    curve: [], actors: [], arrows: [], touchpoints: [], channels: [], metrics: [], evidence: [], channels_seen: [], customers: null, customers_total: null,
  }
}

const RANKS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const rank = (place: number): string => RANKS[place % 26]! + (place >= 26 ? RANKS[Math.floor(place / 26)] : '')

export const stage = (id: string, place: number, more: Partial<Stage> = {}): Stage => ({
  id, title: id, rank: rank(place), parent: null, description: '', goal: '', duration: '', owner: '', colour: null, leads_to: null, deleted: false, ...more,
})

export const lane = (kind: Lane['kind'], place: number, more: Partial<Lane> = {}): Lane => ({
  id: kind, kind, title: kind, rank: rank(place), colour: null, icon: '', personas: [], hidden: false, deleted: false, ...more,
})

export const card = (id: string, inStage: string, inLane: string, place = 0, more: Partial<Card> = {}): Card => ({
  id, stage: inStage, lane: inLane, rank: rank(place), body: id, detail: '', tags: [], colour: null, icon: '', span_to: null, persona: null,
  touchpoint: null, channel: null, metric: null, measure: null, quote: null, emotion: null, scale: '-2..2', moment_of_truth: false,
  hypothesis: null, picture: null, attachments: [], leads_to: null, about: [], owner: '', due: null, status: null, scores: null,
  evidence: [], state: 'accepted', deleted: false, ...more,
})

export const point = (persona: string, inStage: string, value: number | null, more: Partial<CurvePoint> = {}): CurvePoint => ({
  persona, stage: inStage, kind: 'emotion', value, scale: '-2..2', low: null, high: null, n: 0, label: '', probability_lowest: null,
  moment_of_truth: false, future: false, evidence: [], ...more,
})
