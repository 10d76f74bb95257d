import type { KeyboardEvent } from 'react'
import { COLUMNS, type Column } from './table-rows'

/** A cell of the table: which card, which column. */
export interface At { card: string; column: Column }

/** The cell a key leads to; null: the key is another's. */
export function keyedTo(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey'>, at: At, cards: readonly string[]): At | null {
  const row = cards.indexOf(at.card)
  const column = COLUMNS.indexOf(at.column)
  const far = event.ctrlKey || event.metaKey
  const to = (place: number, side: number): At => ({
    card: cards[Math.max(0, Math.min(cards.length - 1, place))] ?? at.card,
    column: COLUMNS[Math.max(0, Math.min(COLUMNS.length - 1, side))]!,
  })
  switch (event.key) {
    case 'ArrowUp': return to(far ? 0 : row - 1, column)
    case 'ArrowDown': return to(far ? cards.length : row + 1, column)
    case 'ArrowLeft': return to(row, far ? 0 : column - 1)
    case 'ArrowRight': return to(row, far ? COLUMNS.length : column + 1)
    case 'PageUp': return to(row - 10, column)
    case 'PageDown': return to(row + 10, column)
    case 'Home': return to(far ? 0 : row, 0)
    case 'End': return to(far ? cards.length : row, COLUMNS.length)
    default: return null
  }
}

/** The next or previous cell, over the end of a row into another. */
export function besides(at: At, by: 1 | -1, cards: readonly string[]): At {
  const place = cards.indexOf(at.card) * COLUMNS.length + COLUMNS.indexOf(at.column) + by
  const card = cards[Math.floor(place / COLUMNS.length)]
  return card === undefined ? at : { card, column: COLUMNS[place % COLUMNS.length]! }
}
