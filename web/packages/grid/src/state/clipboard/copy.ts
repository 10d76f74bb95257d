import { type Card, type MapDocument } from '@tropa/model'
import { copied, type CardFields } from '../change'
import type { Layout } from '../layout'
import { writeTable } from './html'
import { writeTsv } from './tsv'

/** Cards on the clipboard: each with its place relative to the first, so that they can be put elsewhere. */
export interface OwnBlock { tropa: 1; cards: { row: number; column: number; fields: CardFields }[] }

/** Light markup as other programs should see it: the words alone. */
export const plain = (body: string): string =>
  body.replace(/\*\*(.+?)\*\*/g, '$1').replace(/__(.+?)__/g, '$1').replace(/@\[([^\]]+)\]\([^)]*\)/g, '@$1')
    .replace(/\[([^\]]+)\]\((https?:[^)]+)\)/g, '$1 $2').replace(/(?<![\w*])\*([^*\n]+)\*(?![\w*])/g, '$1')

export interface Copied { text: string; html: string; own: string }

/** Cards as TSV, as an HTML table and as our own JSON. */
export function copyCards(map: MapDocument, layout: Layout, cards: readonly string[]): Copied | null {
  const byId = new Map<string, Card>(map.cards.map((card) => [card.id, card]))
  const placed = cards.flatMap((id) => {
    const card = byId.get(id)
    if (!card) return []
    const row = layout.lanes.findIndex(({ lane }) => lane.id === card.lane)
    const column = layout.columns.findIndex((stage) => stage.id === card.stage)
    return row < 0 || column < 0 ? [] : [{ card, row, column }]
  })
  if (placed.length === 0) return null
  const top = Math.min(...placed.map((one) => one.row))
  const left = Math.min(...placed.map((one) => one.column))
  const height = Math.max(...placed.map((one) => one.row)) - top + 1
  const width = Math.max(...placed.map((one) => one.column)) - left + 1
  const rows = Array.from({ length: height }, () => Array<string>(width).fill(''))
  for (const { card, row, column } of placed) {
    const cells = rows[row - top]!
    cells[column - left] = [cells[column - left], plain(card.body)].filter(Boolean).join('\n')
  }
  const block: OwnBlock = {
    tropa: 1,
    cards: placed.map(({ card, row, column }) => ({ row: row - top, column: column - left, fields: { ...copied(card), span_to: null, picture: card.picture } })),
  }
  const own = JSON.stringify(block)
  return { text: writeTsv(rows), html: writeTable(rows, own), own }
}
