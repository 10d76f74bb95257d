import type { Card, MapDocument } from '@tropa/model'

export type State = 'proposed' | 'open' | 'planned' | 'in_progress' | 'done' | 'rejected'
export type Grade = 'A' | 'B' | 'C' | 'D' | 'E' | 'none'

/** What of the map is shown; an empty list lets everything through. */
export interface Filter {
  personas: readonly string[]
  tags: readonly string[]
  kinds: readonly string[]
  states: readonly State[]
  grades: readonly Grade[]
}

export const NO_FILTER: Filter = { personas: [], tags: [], kinds: [], states: [], grades: [] }

export const isFiltering = (filter: Filter): boolean => Object.values(filter).some((wanted) => wanted.length > 0)

const lets = <T>(wanted: readonly T[], found: readonly T[]): boolean => wanted.length === 0 || found.some((one) => wanted.includes(one))

/** Which cards a filter lets through. Everybody's cards stay when one persona is asked for. */
export function shownBy(filter: Filter, map: MapDocument): (card: Card) => boolean {
  const grades = new Map(map.evidence.map((record) => [record.id, record.grade]))
  return (card) => {
    const graded = card.evidence.map((name) => grades.get(name)).filter((grade) => grade !== undefined)
    const states: State[] = [...(card.state === 'proposed' ? ['proposed' as const] : []), ...(card.status ? [card.status] : [])]
    return (card.persona === null || lets(filter.personas, [card.persona]))
      && lets(filter.tags, card.tags)
      && lets(filter.states, states)
      && lets(filter.grades, graded.length ? graded : ['none'])
  }
}

const folded = (text: string): string => text.toLocaleLowerCase().normalize('NFKD').replace(/\p{M}/gu, '')

/** Cards whose words hold the text, in the order of the document; letters with marks are found without them. */
export function found(map: MapDocument, text: string, wordsOf: (card: Card) => string = wordsOfCard): string[] {
  const wanted = folded(text.trim())
  if (!wanted) return []
  return map.cards.filter((card) => !card.deleted && folded(wordsOf(card)).includes(wanted)).map((card) => card.id)
}

export const wordsOfCard = (card: Card): string => [card.body, card.detail, ...card.tags, card.owner, card.icon].join('\n')

/** All tags of the living cards, by how often they are used. */
export function tagsOf(map: MapDocument): string[] {
  const counts = new Map<string, number>()
  for (const card of map.cards) if (!card.deleted) for (const tag of card.tags) counts.set(tag, (counts.get(tag) ?? 0) + 1)
  return [...counts].sort((one, other) => other[1] - one[1] || one[0].localeCompare(other[0])).map(([tag]) => tag)
}
