import { cardOf, plainText, type MapDocument } from '@tropa/model'
import type { AboutSaid } from './api'

/** Where something stands, in the map's own words; null for the map as a whole. */
export function placeName(map: MapDocument, about: AboutSaid): string | null {
  const stage = map.stages.find((one) => one.id === about.stage)?.title
  const lane = map.lanes.find((one) => one.id === about.lane)?.title
  const persona = map.personas.find((one) => one.id === about.persona)?.name
  switch (about.kind) {
    case 'map': return null
    case 'card': {
      const card = about.card ? cardOf(map, about.card) : undefined
      return card ? shortened(wordsOf(card.body)) : '…'
    }
    case 'stage': return stage ?? '…'
    case 'lane': return lane ?? '…'
    case 'cell': return [stage, lane].filter(Boolean).join(' · ')
    case 'point': return [persona, stage].filter(Boolean).join(' · ')
  }
}

/** Whether what was spoken about is no longer there: known here before the server tells it. */
export function isGone(map: MapDocument, { card, stage, lane }: AboutSaid): boolean {
  const missing = (all: readonly { id: string; deleted: boolean }[], id: string | null | undefined) => Boolean(id) && !all.some((one) => one.id === id && !one.deleted)
  return missing(map.cards, card) || missing(map.stages, stage) || missing(map.lanes, lane)
}

export const shortened = (words: string, most = 80): string => (words.length > most ? `${words.slice(0, most - 1).trimEnd()}…` : words)

/** A card's words without their marks. */
export const wordsOf = (body: string): string => plainText(body).replace(/\s+/g, ' ').trim()
