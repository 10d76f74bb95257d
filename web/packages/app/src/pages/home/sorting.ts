import type { MapSummary } from '../../maps'

export type Sort = 'changed' | 'title' | 'customers' | 'faults'
export type Filter = 'all' | 'stale' | 'faults' | 'future'

const passes: Record<Filter, (map: MapSummary) => boolean> = {
  all: () => true,
  stale: (map) => map.freshness.stale > 0,
  faults: (map) => map.health.warnings > 0,
  future: (map) => map.state === 'future',
}

const orders: Record<Sort, (a: MapSummary, b: MapSummary, compare: (a: string, b: string) => number) => number> = {
  changed: (a, b) => b.updated.localeCompare(a.updated),
  title: (a, b, compare) => compare(a.title, b.title),
  customers: (a, b) => (b.customers ?? -1) - (a.customers ?? -1),
  faults: (a, b) => b.health.warnings - a.health.warnings,
}

/** The maps that pass the filter and hold all the words in their title or personas, in order. */
export function chosen(maps: MapSummary[], words: string, filter: Filter, sort: Sort, compare: (a: string, b: string) => number): MapSummary[] {
  const wanted = words.toLocaleLowerCase().split(/\s+/).filter(Boolean)
  const said = (map: MapSummary) => [map.title, ...map.personas.map((one) => one.name)].join(' ').toLocaleLowerCase()
  return maps
    .filter((map) => passes[filter](map) && wanted.every((word) => said(map).includes(word)))
    .sort((a, b) => orders[sort](a, b, compare))
}
