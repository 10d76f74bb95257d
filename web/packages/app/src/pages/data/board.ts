import type { Stage, Texts } from './api'
import { moved } from './rules'

/** Stages in order, and the stage of each touchpoint (null: of none). */
export interface Board {
  stages: Stage[]
  places: Record<string, string | null>
}

/** A text in a language, else in English, else in any. */
export const textIn = (texts: Texts, language: string): string =>
  typeof texts === 'string' ? texts : texts[language] ?? texts['en'] ?? Object.values(texts)[0] ?? ''

/** A new text in a language; the other languages keep theirs. */
export const withText = (texts: Texts, language: string, text: string): Texts => (typeof texts === 'string' ? text : { ...texts, [language]: text })

/** An id made of a title, not yet among `taken`. */
export function idOf(title: string, taken: readonly string[]): string {
  const plain = title.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '_').replace(/^_+|_+$/g, '').slice(0, 50) || 'stage'
  let id = plain
  for (let number = 2; taken.includes(id); number += 1) id = `${plain}_${number}`
  return id
}

/** The touchpoints of a stage, in the order they are known. */
export const within = (board: Board, stage: string | null) => Object.keys(board.places).filter((name) => board.places[name] === stage)

export const put = (board: Board, touchpoint: string, stage: string | null): Board => ({ ...board, places: { ...board.places, [touchpoint]: stage } })

export const order = (board: Board, from: number, to: number): Board => ({ ...board, stages: moved(board.stages, from, to) })

export function add(board: Board, title: string): Board {
  return { ...board, stages: [...board.stages, { id: idOf(title, board.stages.map((one) => one.id)), title }] }
}

export function rename(board: Board, id: string, title: string, language: string): Board {
  return { ...board, stages: board.stages.map((one) => (one.id === id ? { ...one, title: withText(one.title, language, title) } : one)) }
}

/** Without a stage; its touchpoints are in none then. */
export function without(board: Board, id: string): Board {
  const places = Object.fromEntries(Object.entries(board.places).map(([name, stage]) => [name, stage === id ? null : stage]))
  return { stages: board.stages.filter((one) => one.id !== id), places }
}

/** The touchpoints whose stage is not what it was. */
export function assigned(before: Board, now: Board): Record<string, string | null> {
  return Object.fromEntries(Object.entries(now.places).filter(([name, stage]) => before.places[name] !== stage))
}
