import type { MapWords } from './api'

const byRank = (a: { rank: string }, b: { rank: string }) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : 0)

/** Those that are not deleted, in their order. */
export const living = <T extends { rank: string; deleted?: boolean }>(all: T[] | undefined): T[] => (all ?? []).filter((one) => !one.deleted).sort(byRank)

/** Lanes that hold cards, by name; one for metrics is offered even where the map has none yet. */
export function laneWordsOf(map: MapWords | undefined, metrics: string): { value: string; label: string }[] {
  const lanes = living(map?.lanes).filter((one) => one.kind !== 'emotion')
  const named = lanes.map((one) => ({ value: one.kind === 'metrics' ? 'metrics' : one.id, label: one.title || one.kind }))
  return named.some((one) => one.value === 'metrics') ? [...new Map(named.map((one) => [one.value, one])).values()] : [...named, { value: 'metrics', label: metrics }]
}

/** The words of a card without their markup, short. */
export function cardWords(map: MapWords | undefined, id: string | null | undefined): string {
  const body = map?.cards.find((one) => one.id === id)?.body ?? ''
  const plain = body.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll(/\*\*|__/g, '').split('\n')[0] ?? ''
  return plain.length > 90 ? `${plain.slice(0, 88)}…` : plain
}
