import { byRank, type Card, type Lane, type MapDocument, type Stage } from '@tropa/model'

export type Line = 'visibility' | 'interaction' | 'internal'
export const BEHIND: ReadonlySet<Lane['kind']> = new Set(['backstage', 'support'])
export const CURVES: ReadonlySet<Lane['kind']> = new Set(['emotion', 'arc'])

/** A stage with sub-stages, over the columns of these. */
export interface Group { stage: Stage; first: number; length: number }
/** A card over several columns. */
export interface Span { card: string; first: number; last: number }

export interface LaneRow {
  lane: Lane
  /** The line drawn above this lane, as in a service blueprint. */
  line: Line | null
  /** Cards over several columns, in tracks where none covers another. */
  tracks: readonly (readonly Span[])[]
  collapsed: boolean
  pinned: boolean
  /** The first lane of an emotion kind draws the curve. */
  curve: 'emotion' | 'arc' | null
}

export interface Place { stage: string; lane: string }

/** Where everything stands: what is a column, what a row, which cards are in a cell, which over several. */
export interface Layout {
  columns: readonly Stage[]
  groups: readonly Group[]
  lanes: readonly LaneRow[]
  cells: ReadonlyMap<string, readonly string[]>
  places: ReadonlyMap<string, Place>
  hiddenLanes: number
}

export interface LayoutView {
  collapsed: ReadonlySet<string>
  pinned: ReadonlySet<string>
  showHidden: boolean
  /** Only these lane kinds; null: all. */
  kinds: ReadonlySet<string> | null
  /** Only this stage and its parts (presenting, phone); null: all. */
  only: string | null
  shows: (card: Card) => boolean
}

export const WHOLE: LayoutView = {
  collapsed: new Set(), pinned: new Set(), showHidden: false, kinds: null, only: null, shows: () => true,
}

export const cellKey = (stage: string, lane: string): string => `${stage}/${lane}`
const NONE: readonly string[] = []
export const cardsIn = (layout: Layout, stage: string, lane: string): readonly string[] => layout.cells.get(cellKey(stage, lane)) ?? NONE

/** Stages by rank, each followed by its sub-stages; without deleted ones and what lies below them. */
export function stagesInOrder(stages: readonly Stage[]): Stage[] {
  const children = new Map<string | null, Stage[]>()
  for (const stage of stages.filter((one) => !one.deleted).sort(byRank)) children.set(stage.parent, [...(children.get(stage.parent) ?? []), stage])
  const ordered: Stage[] = []
  const visit = (parent: string | null) => {
    for (const stage of children.get(parent) ?? []) {
      ordered.push(stage)
      visit(stage.id)
    }
  }
  visit(null)
  return ordered
}

/** The stages that are columns: all but parents that hold no card and no curve point themselves. */
export function columnsOf(map: MapDocument): Stage[] {
  const ordered = stagesInOrder(map.stages)
  const parents = new Set(ordered.map((stage) => stage.parent))
  const lanes = new Set(map.lanes.filter((lane) => !lane.deleted).map((lane) => lane.id))
  const used = new Set(map.curve.map((point) => point.stage))
  for (const card of map.cards) if (!card.deleted && lanes.has(card.lane)) used.add(card.stage)
  return ordered.filter((stage) => !parents.has(stage.id) || used.has(stage.id))
}

export const lanesOf = (map: MapDocument): Lane[] => map.lanes.filter((lane) => !lane.deleted).sort(byRank)

/** The columns a card lies over, as first and last place. */
export function reach(card: Card, places: ReadonlyMap<string, number>): readonly [number, number] | null {
  const first = places.get(card.stage)
  if (first === undefined) return null
  const last = card.span_to === null ? first : places.get(card.span_to)
  return [first, last === undefined || last < first ? first : last]
}

function groupsOf(map: MapDocument, columns: readonly Stage[]): Group[] {
  const byId = new Map(map.stages.map((stage) => [stage.id, stage]))
  const found: Group[] = []
  for (const [place, column] of columns.entries()) {
    const parent = column.parent === null ? undefined : byId.get(column.parent)
    if (!parent || parent.deleted) continue
    const last = found.at(-1)
    if (last && last.stage.id === parent.id && last.first + last.length === place) last.length += 1
    else found.push({ stage: parent, first: place, length: 1 })
  }
  return found
}

function tracksOf(spans: readonly Span[]): Span[][] {
  const tracks: Span[][] = []
  for (const span of [...spans].sort((one, other) => one.first - other.first)) {
    const free = tracks.find((track) => (track.at(-1)?.last ?? -1) < span.first)
    if (free) free.push(span)
    else tracks.push([span])
  }
  return tracks
}

const BELOW: Record<Line, ReadonlySet<Lane['kind']>> = {
  internal: new Set(['support']),
  visibility: BEHIND,
  interaction: new Set(['frontstage', 'backstage', 'support']),
}

/** The line above a lane: where what customers see ends, or where another kind of work begins (as `model/blueprint.py`). */
export function lineAbove(lanes: readonly Lane[], place: number): Line | null {
  const lane = lanes[place]
  const before = lanes[place - 1]
  if (!lane || !before) return null
  const lines = Object.keys(BELOW) as Line[]
  return lines.find((line) => BELOW[line].has(lane.kind) && !BELOW[line].has(before.kind)) ?? null
}

function shownColumns(map: MapDocument, only: string | null): Stage[] {
  const columns = columnsOf(map)
  return only === null ? columns : columns.filter((stage) => stage.id === only || stage.parent === only)
}

/** The layout of a map under a view. */
export function layoutOf(map: MapDocument, view: LayoutView = WHOLE): Layout {
  const columns = shownColumns(map, view.only)
  const columnPlace = new Map(columns.map((stage, place) => [stage.id, place]))
  const all = lanesOf(map)
  const shown = all.filter((lane) => (view.showHidden || !lane.hidden) && (view.kinds === null || view.kinds.has(lane.kind)))
  const ordered = [...shown.filter((lane) => view.pinned.has(lane.id)), ...shown.filter((lane) => !view.pinned.has(lane.id))]
  const laneIds = new Set(ordered.map((lane) => lane.id))
  const cells = new Map<string, string[]>()
  const spans = new Map<string, Span[]>()
  const places = new Map<string, Place>()
  for (const card of [...map.cards].sort(byRank)) {
    if (card.deleted || !laneIds.has(card.lane) || !view.shows(card)) continue
    const over = reach(card, columnPlace)
    if (!over) continue
    places.set(card.id, { stage: card.stage, lane: card.lane })
    const [first, last] = over
    if (last > first) {
      spans.set(card.lane, [...(spans.get(card.lane) ?? []), { card: card.id, first, last }])
    } else {
      const key = cellKey(card.stage, card.lane)
      const cell = cells.get(key)
      if (cell) cell.push(card.id)
      else cells.set(key, [card.id])
    }
  }
  const lanes = ordered.map((lane, place): LaneRow => ({
    lane,
    line: view.kinds === null ? lineAbove(ordered, place) : null,
    tracks: tracksOf(spans.get(lane.id) ?? []),
    collapsed: view.collapsed.has(lane.id),
    pinned: view.pinned.has(lane.id),
    curve: CURVES.has(lane.kind) && ordered.findIndex((one) => one.kind === lane.kind) === place ? (lane.kind as 'emotion' | 'arc') : null,
  }))
  return { columns, groups: groupsOf(map, columns), lanes, cells, places, hiddenLanes: all.length - shown.length }
}

const same = (one: unknown, other: unknown): boolean => one === other || JSON.stringify(one) === JSON.stringify(other)

/** The next layout, with everything that stayed taken from the one before, so that only what changed draws again. */
export function sharing(before: Layout, next: Layout): Layout {
  const cells = new Map<string, readonly string[]>()
  for (const [key, cards] of next.cells) {
    const old = before.cells.get(key)
    cells.set(key, old && same(old, cards) ? old : cards)
  }
  const keep = <T>(old: readonly T[], now: readonly T[]): readonly T[] => {
    const merged = now.map((one, place) => (same(old[place], one) ? (old[place] as T) : one))
    return merged.length === old.length && merged.every((one, place) => one === old[place]) ? old : merged
  }
  const sameCells = cells.size === before.cells.size && [...cells].every(([key, cards]) => before.cells.get(key) === cards)
  const shared: Layout = {
    columns: keep(before.columns, next.columns),
    groups: keep(before.groups, next.groups),
    lanes: keep(before.lanes, next.lanes),
    cells: sameCells ? before.cells : cells,
    places: next.places.size === before.places.size && same([...before.places], [...next.places]) ? before.places : next.places,
    hiddenLanes: next.hiddenLanes,
  }
  const unchanged = shared.columns === before.columns && shared.groups === before.groups && shared.lanes === before.lanes
    && shared.cells === before.cells && shared.places === before.places && shared.hiddenLanes === before.hiddenLanes
  return unchanged ? before : shared
}
