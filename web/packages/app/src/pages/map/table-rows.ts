import { moveCards, setCards, tagCards, type CardFields, type Layout, type NewEdit } from '@tropa/grid'
import { livingStages, onScale, plainText, type Card, type Lane, type MapDocument, type Stage } from '@tropa/model'

/** The rows of a map as a table: what each column says, how it sorts, and the edit behind a cell that was written in. */

export const COLUMNS = ['stage', 'lane', 'body', 'detail', 'persona', 'feeling', 'number', 'grade', 'status', 'owner', 'due', 'tags'] as const
export type Column = (typeof COLUMNS)[number]

/** How a cell is written in; null: it is only read. */
export type Field = 'text' | 'words' | 'choice' | 'date' | 'number' | null
export const FIELDS: Record<Column, Field> = {
  stage: 'choice', lane: 'choice', body: 'words', detail: 'words', persona: 'choice', feeling: 'number', number: null, grade: null,
  status: 'choice', owner: 'text', due: 'date', tags: 'text',
}

export interface Row {
  card: Card
  lane: Lane
  stage: Stage
  grade: string
  persona: string
  /** Place in the map, for the order of stages and of lanes. */
  stageAt: number
  laneAt: number
}

export interface Sort { by: Column; down: boolean }

/** The cards the map shows, in its order. */
export function rowsOf(map: MapDocument, layout: Layout): Row[] {
  const stages = new Map(livingStages(map).map((stage, at) => [stage.id, { stage, at }]))
  const lanes = new Map(layout.lanes.map(({ lane }, at) => [lane.id, { lane, at }]))
  const grades = new Map(map.evidence.map((one) => [one.id, one.grade]))
  const people = new Map(map.personas.map((one) => [one.id, one.name]))
  return map.cards.flatMap((card): Row[] => {
    const stage = stages.get(card.stage)
    const lane = lanes.get(card.lane)
    if (card.deleted || !layout.places.has(card.id) || !stage || !lane) return []
    return [{ card, stage: stage.stage, lane: lane.lane, stageAt: stage.at, laneAt: lane.at, grade: grades.get(card.evidence[0] ?? '') ?? '', persona: people.get(card.persona ?? '') ?? '' }]
  })
}

export const feelingOf = (card: Card): number | null => (card.emotion === null ? null : onScale(card.emotion, card.scale, '-2..2'))

/** What a cell holds, as it is written in again. */
export function rawOf(row: Row, column: Column): string {
  const { card } = row
  switch (column) {
    case 'stage': return card.stage
    case 'lane': return card.lane
    case 'persona': return card.persona ?? ''
    case 'feeling': return feelingOf(card)?.toString() ?? ''
    case 'number': return card.measure?.value?.toString() ?? ''
    case 'grade': return row.grade
    case 'status': return card.status ?? ''
    case 'due': return card.due ?? ''
    case 'tags': return card.tags.join(', ')
    default: return card[column]
  }
}

type Key = string | number | null

function keyOf(row: Row, column: Column, shown: (row: Row, column: Column) => string): Key {
  switch (column) {
    case 'stage': return row.stageAt * 1000 + row.laneAt
    case 'lane': return row.laneAt * 1000 + row.stageAt
    case 'feeling': return feelingOf(row.card)
    case 'number': return row.card.measure?.value ?? null
    case 'due': return row.card.due
    default: return shown(row, column).trim() || null
  }
}

/** Sorted; what is empty stands last either way, and equal ones stay in the map's order. */
export function sorted(rows: readonly Row[], { by, down }: Sort, shown: (row: Row, column: Column) => string, compare: (a: string, b: string) => number): Row[] {
  const keys = new Map(rows.map((row) => [row, keyOf(row, by, shown)]))
  return rows.toSorted((one, other) => {
    const [a, b] = [keys.get(one) ?? null, keys.get(other) ?? null]
    if (a === null || b === null) return Number(a === null) - Number(b === null)
    const order = typeof a === 'number' && typeof b === 'number' ? a - b : compare(String(a), String(b))
    return down ? -order : order
  })
}

const folded = (text: string): string => text.toLocaleLowerCase().normalize('NFKD').replace(/\p{M}/gu, '')

/** Rows whose words hold every word of the query, in whatever column. */
export function filtered(rows: readonly Row[], query: string, shown: (row: Row, column: Column) => string): readonly Row[] {
  const words = folded(query).split(/\s+/).filter(Boolean)
  if (words.length === 0) return rows
  return rows.filter((row) => {
    const text = folded(COLUMNS.map((column) => shown(row, column)).join('\n'))
    return words.every((word) => text.includes(word))
  })
}

const tagsFrom = (text: string): string[] => [...new Set(text.split(/[,;\n]/).map((tag) => tag.trim().replace(/^#/, '')).filter(Boolean))]

/** A number as people type it, with a comma or a point and any minus; null where it is none. */
export function numberFrom(text: string): number | null {
  const number = Number(text.trim().replace(',', '.').replace('−', '-'))
  return text.trim() === '' || !Number.isFinite(number) ? null : number
}

/** The edits behind what was written in a cell; none where nothing changes. */
export function editsOf(map: MapDocument, row: Row, column: Column, written: string): NewEdit[] {
  const { card } = row
  if (written === rawOf(row, column)) return []
  const set = (fields: CardFields) => setCards([card.id], fields)
  switch (column) {
    case 'stage': return moveCards(map, [card.id], written, card.lane)
    case 'lane': return moveCards(map, [card.id], card.stage, written)
    case 'body': return set({ body: written })
    case 'detail': return set({ detail: written })
    case 'owner': return set({ owner: written.trim() })
    case 'persona': return set({ persona: written || null })
    case 'status': return set({ status: (written || null) as Card['status'] })
    case 'due': return set({ due: written || null })
    case 'feeling': {
      const felt = numberFrom(written)
      return set({ emotion: felt === null ? null : Math.max(-2, Math.min(2, felt)), scale: '-2..2' })
    }
    case 'tags': {
      const tags = tagsFrom(written)
      const add = tags.filter((tag) => !card.tags.includes(tag))
      const remove = card.tags.filter((tag) => !tags.includes(tag))
      return add.length || remove.length ? tagCards([card.id], add, remove) : []
    }
    default: return []
  }
}

const FORMULA = /^[=+\-@\t\r]/
const isNumber = (cell: string): boolean => /^[+\-−]?[\d.,\s ]+%?$/.test(cell)

/** A cell of a CSV file: quoted where needed, and never a formula. */
function csvCell(cell: string): string {
  const safe = FORMULA.test(cell) && !isNumber(cell) ? `'${cell}` : cell
  return /[",;\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** The rows as CSV (RFC 4180), with a line of titles. */
export function csvOf(rows: readonly Row[], titles: Record<Column, string>, shown: (row: Row, column: Column) => string): string {
  const lines = [COLUMNS.map((column) => titles[column]), ...rows.map((row) => COLUMNS.map((column) => (column === 'body' ? plainText(row.card.body) : shown(row, column))))]
  return lines.map((line) => line.map(csvCell).join(',')).join('\r\n')
}
