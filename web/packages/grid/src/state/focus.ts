import { cardsIn, type Layout } from './layout'

/** Where the keyboard stands: a cell, and in it a card or the cell itself. */
export interface Focus { stage: string; lane: string; card: string | null }

export type Step = 'up' | 'down' | 'left' | 'right' | 'home' | 'end' | 'first' | 'last' | 'pageUp' | 'pageDown' | 'next' | 'previous'

const PAGE = 4
const clamp = (value: number, top: number): number => Math.max(0, Math.min(top, value))

const columnOf = (layout: Layout, focus: Focus): number => layout.columns.findIndex((stage) => stage.id === focus.stage)
const rowOf = (layout: Layout, focus: Focus): number => layout.lanes.findIndex((row) => row.lane.id === focus.lane)

/** All cards that begin in a cell, those over several columns first. */
export function cardsAt(layout: Layout, stage: string, lane: string): readonly string[] {
  const row = layout.lanes.find((one) => one.lane.id === lane)
  const column = layout.columns.findIndex((one) => one.id === stage)
  const over = row?.tracks.flat().filter((span) => span.first === column).map((span) => span.card) ?? []
  return over.length ? [...over, ...cardsIn(layout, stage, lane)] : cardsIn(layout, stage, lane)
}

/** The cell at a place of the layout, null where the map is empty. */
export function cellAt(layout: Layout, row: number, column: number): Focus | null {
  const lane = layout.lanes[clamp(row, layout.lanes.length - 1)]
  const stage = layout.columns[clamp(column, layout.columns.length - 1)]
  return lane && stage ? { stage: stage.id, lane: lane.lane.id, card: null } : null
}

/** One step of the keyboard from cell to cell. */
export function moved(layout: Layout, focus: Focus, step: Step): Focus {
  const row = Math.max(0, rowOf(layout, focus))
  const column = Math.max(0, columnOf(layout, focus))
  const width = layout.columns.length
  const order = row * width + column
  const targets: Record<Step, readonly [number, number]> = {
    up: [row - 1, column], down: [row + 1, column], left: [row, column - 1], right: [row, column + 1],
    home: [row, 0], end: [row, width - 1], first: [0, 0], last: [layout.lanes.length - 1, width - 1],
    pageUp: [row - PAGE, column], pageDown: [row + PAGE, column],
    next: [Math.floor((order + 1) / width), (order + 1) % width],
    previous: order === 0 ? [0, 0] : [Math.floor((order - 1) / width), (order - 1) % width],
  }
  const [toRow, toColumn] = targets[step]
  return cellAt(layout, toRow, toColumn) ?? focus
}

/** The next or the previous card of the cell; at the ends it stays. */
export function alongCards(layout: Layout, focus: Focus, by: 1 | -1): Focus {
  const cards = cardsAt(layout, focus.stage, focus.lane)
  if (cards.length === 0) return focus
  const at = focus.card === null ? (by === 1 ? -1 : cards.length) : cards.indexOf(focus.card)
  return { ...focus, card: cards[clamp(at + by, cards.length - 1)] ?? null }
}

/**
 * Where focus stands after the map changed (deleted, undone, changed by others): it is never lost.
 * A card that moved is followed; one that is gone leaves its neighbour; a stage or lane that is gone, the nearest.
 */
export function repaired(before: Layout, after: Layout, focus: Focus | null): Focus | null {
  if (after.columns.length === 0 || after.lanes.length === 0) return null
  if (focus === null) return cellAt(after, 0, 0)
  if (focus.card !== null) {
    const place = after.places.get(focus.card)
    if (place) return { ...place, card: focus.card }
  }
  const row = rowOf(after, focus)
  const column = columnOf(after, focus)
  if (row >= 0 && column >= 0) {
    if (focus.card === null) return focus
    const at = cardsAt(before, focus.stage, focus.lane).indexOf(focus.card)
    const left = cardsAt(after, focus.stage, focus.lane)
    return { ...focus, card: left[clamp(at, left.length - 1)] ?? null }
  }
  return cellAt(after, row >= 0 ? row : rowOf(before, focus), column >= 0 ? column : columnOf(before, focus))
}
