import { describe, expect, it } from 'vitest'
import type { MapSummary } from '../../maps'
import { chosen } from './sorting'

const map = (fields: Partial<MapSummary>): MapSummary => ({
  id: 'm', title: '', kind: 'journey', state: 'current', language: 'en', project: null, updated: '2026-11-01T00:00:00Z', deleted_at: null,
  stages: 0, cards: 0, customers: null, personas: [], role: 'editor', gone_on: null, health: { warnings: 0, hints: 0 },
  freshness: { evidence: 0, stale: 0, stale_since: null, refreshed: null }, ...fields,
})
const compare = new Intl.Collator('en').compare
const maps = [
  map({ title: 'Buying shoes', customers: 10, updated: '2026-11-02T00:00:00Z' }),
  map({ title: 'An evening film', personas: [{ id: 'p', name: 'Anna', colour: null }], freshness: { evidence: 3, stale: 2, stale_since: '2026-10-01', refreshed: null }, updated: '2026-11-03T00:00:00Z' }),
  map({ title: 'Choosing a bank', customers: 500, health: { warnings: 3, hints: 0 } }),
]
const titles = (...asked: [string, 'all' | 'stale' | 'faults' | 'future', 'changed' | 'title' | 'customers' | 'faults']) =>
  chosen(maps, ...asked, compare).map((one) => one.title)

describe('the gallery', () => {
  it('shows the last changed first', () => {
    expect(titles('', 'all', 'changed')).toEqual(['An evening film', 'Buying shoes', 'Choosing a bank'])
  })
  it('finds a map by its persona, in any case', () => {
    expect(titles('anna', 'all', 'changed')).toEqual(['An evening film'])
  })
  it('puts maps of unknown size last', () => {
    expect(titles('', 'all', 'customers')).toEqual(['Choosing a bank', 'Buying shoes', 'An evening film'])
  })
  it('shows only what is out of date when asked', () => {
    expect(titles('', 'stale', 'title')).toEqual(['An evening film'])
  })
})
