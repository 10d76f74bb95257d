import type { MapDocument } from '@tropa/model'
import { addCards, addLane, addStage, type CardFields } from '../change'
import type { NewEdit } from '../edit'
import type { Focus } from '../focus'
import { CURVES, type Layout } from '../layout'
import type { OwnBlock } from './copy'
import { ownJson, parseTable } from './html'
import { parseTsv } from './tsv'

/** A block to be put on the map: in each cell the cards for it. */
export interface Block { cells: CardFields[][][]; from: 'map' | 'table' | 'lines' | 'url' | 'picture' }

export const PREVIEW_ABOVE = 50
const MOST_CARDS = 2000
const MOST_LETTERS = 20_000
const URL_LINE = /^https?:\/\/\S+$/

const shortened = (text: string): string => text.slice(0, MOST_LETTERS)

/** A pasted address is a card with the address as its attachment. */
function linkCard(url: string): CardFields {
  let host = url
  try { host = new URL(url).hostname.replace(/^www\./, '') } catch { /* not an address after all: its letters stay */ }
  return { body: `[${host}](${url})`, attachments: [{ title: host, url: url.slice(0, 2000) }] }
}

const cardOf = (text: string): CardFields => (URL_LINE.test(text.trim()) ? linkCard(text.trim()) : { body: shortened(text.trim()) })

const tableBlock = (rows: readonly (readonly string[])[]): Block => ({
  from: 'table', cells: rows.map((row) => row.map((cell) => (cell.trim() ? [cardOf(cell.replace(/^'(?=[=+\-@])/, ''))] : []))),
})

function ownBlock(json: string): Block | null {
  try {
    const given = JSON.parse(json) as Partial<OwnBlock>
    if (given.tropa !== 1 || !Array.isArray(given.cards)) return null
    const cells: CardFields[][][] = []
    for (const one of given.cards.slice(0, MOST_CARDS)) {
      const { row, column, fields } = one
      if (!Number.isInteger(row) || !Number.isInteger(column) || row < 0 || column < 0 || row > 500 || column > 500) continue
      while (cells.length <= row) cells.push([])
      const cellRow = cells[row]!
      while (cellRow.length <= column) cellRow.push([])
      cellRow[column]!.push(fields)
    }
    return cells.length ? { from: 'map', cells } : null
  } catch {
    return null
  }
}

export interface Pasted { text: string; html: string; pictures?: readonly { data: string; alt: string }[] }

/** What the clipboard holds, best form first: our own, a picture, a table, an address, lines. */
export function readClipboard({ text, html, pictures = [] }: Pasted): Block | null {
  const own = ownJson(html)
  const block = own === null ? null : ownBlock(own)
  if (block) return block
  const table = parseTable(html)
  if (table) return tableBlock(table)
  if (pictures.length) return { from: 'picture', cells: [[pictures.map(({ data, alt }) => ({ body: alt, picture: { data, alt, caption: '' } }))]] }
  const words = text.trim()
  if (!words) return null
  if (text.includes('\t') || /^"[\s\S]*"$/.test(words)) return tableBlock(parseTsv(text))
  if (URL_LINE.test(words)) return { from: 'url', cells: [[[linkCard(words)]]] }
  const lines = words.split(/\r?\n/).map((line) => line.trim()).filter(Boolean).slice(0, MOST_CARDS)
  return { from: 'lines', cells: [[lines.map((line) => cardOf(line.replace(/^[•·–*-]\s+/, '')))]] }
}

export interface PastePlan {
  block: Block
  rows: number
  columns: number
  cards: number
  /** Stages and lanes the block needs beyond the edge of the map. */
  moreStages: number
  moreLanes: number
  /** Whether people should see first what would happen. */
  ask: boolean
}

const lanesFrom = (layout: Layout, lane: string): string[] => {
  const at = layout.lanes.findIndex((row) => row.lane.id === lane)
  return layout.lanes.slice(at).filter((row) => !CURVES.has(row.lane.kind)).map((row) => row.lane.id)
}

/** What pasting at the focused cell would do. */
export function planPaste(layout: Layout, focus: Focus, block: Block): PastePlan {
  const rows = block.cells.length
  const columns = Math.max(0, ...block.cells.map((row) => row.length))
  const cards = block.cells.flat(2).length
  const here = layout.columns.length - layout.columns.findIndex((stage) => stage.id === focus.stage)
  const moreStages = Math.max(0, columns - here)
  const moreLanes = Math.max(0, rows - lanesFrom(layout, focus.lane).length)
  return { block, rows, columns, cards, moreStages, moreLanes, ask: moreStages > 0 || moreLanes > 0 || rows * columns > PREVIEW_ABOVE || cards > PREVIEW_ABOVE }
}

export interface Added { stage: (number: number) => string; lane: (number: number) => string }

/** The edits of a paste: one gesture. Existing cards are never overwritten; what does not fit is left, or the map grows. */
export function pasteEdits(map: MapDocument, layout: Layout, focus: Focus, plan: PastePlan, grow: Added | null): { edits: NewEdit[]; ids: string[]; left: number } {
  const edits: NewEdit[] = []
  const stages = layout.columns.slice(layout.columns.findIndex((stage) => stage.id === focus.stage)).map((stage) => stage.id)
  const lanes = lanesFrom(layout, focus.lane)
  let grown = map
  if (grow) {
    for (let number = 1; number <= plan.moreStages; number += 1) {
      const made = addStage(grown, grow.stage(number), stages.at(-1) ?? null)
      const fields = made.edits[0] as unknown as { fields: MapDocument['stages'][number] }
      grown = { ...grown, stages: [...grown.stages, { ...fields.fields, id: made.id, deleted: false }] }
      edits.push(...made.edits)
      stages.push(made.id)
    }
    for (let number = 1; number <= plan.moreLanes; number += 1) {
      const made = addLane(grown, 'text', grow.lane(number), lanes.at(-1) ?? null)
      const fields = made.edits[0] as unknown as { fields: MapDocument['lanes'][number] }
      grown = { ...grown, lanes: [...grown.lanes, { ...fields.fields, id: made.id, deleted: false }] }
      edits.push(...made.edits)
      lanes.push(made.id)
    }
  }
  const ids: string[] = []
  let left = 0
  plan.block.cells.forEach((row, y) => row.forEach((cards, x) => {
    const [stage, lane] = [stages[x], lanes[y]]
    if (cards.length === 0) return
    if (stage === undefined || lane === undefined) { left += cards.length; return }
    const made = addCards(map, stage, lane, cards, x === 0 && y === 0 && focus.card ? focus.card : undefined)
    edits.push(...made.edits)
    ids.push(...made.ids)
  }))
  return { edits, ids, left }
}
