import { describe, expect, it } from 'vitest'
import type { EvidenceRecord, MapWords, Proposal } from './api'
import { changesOf } from './changes'
import { named, namedScene } from './names'
import { cardWords, laneWordsOf } from './places'
import { exploreOf, numberText, unitOf } from './record'

const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ')
const record = (rest: Partial<EvidenceRecord>): EvidenceRecord => ({ id: 'ev_1', question: 'reach', parameters: {}, definition: '', grade: 'D', asked: '2026-11-24', frozen: false, ...rest })
const map: MapWords = {
  title: '', language: 'en', stages: [],
  lanes: [{ id: 'emotion', kind: 'emotion', rank: 'a' }, { id: 'l2', kind: 'barriers', title: 'Barriers', rank: 'c' }, { id: 'l1', kind: 'actions', title: 'Actions', rank: 'b' }],
  cards: [{ id: 'c1', body: '**Pays** [here](https://x)\nmore', measure: { value: 3, unit: 'seconds' }, evidence: ['ev_1'] }],
}

describe('a record', () => {
  it('is counted as its card says', () => expect(unitOf(record({ value: 0.5 }), map)).toBe('seconds'))
  it('is a share where value and interval are', () => expect(unitOf(record({ value: 0.5, low: 0.4, high: 0.6 }))).toBe('share'))
  it('of time is seconds', () => expect(unitOf(record({ value: 0.5, parameters: { metric: 'time' } }))).toBe('seconds'))

  it('opens its question in Explore', () => {
    expect(exploreOf(record({ question: 'funnel', parameters: { step: ['a', 'b'], measure: '|conversion' } }))).toEqual({ question: 'funnel', search: { step: ['a', 'b'] } })
    expect(exploreOf(record({ question: 'stage_summary', parameters: { segment: 's', stage: 'need' } }))).toEqual({ question: 'stages', search: { segment: 's' } })
    expect(exploreOf(record({ question: 'quotes' }))).toBeNull()
  })

  it('reads with its interval', () => expect(plain(numberText({ value: 0.27, low: 0.22, high: 0.334, unit: 'share' }, 'ru'))).toBe('27 % (22 % – 33 %)'))
})

it('a proposal shows what changes, not the marks of asking', () => {
  const change = (field: string, before: unknown, after: unknown, object = 'evidence') => ({ action: 'set' as const, object, id: 'x', field, before, after })
  const proposal: Proposal = {
    id: 'p', kind: 'number', title: '', card: 'c1', stage: null, lane: null, created: '',
    changes: [change('n', 50, 194), change('asked', '2026-11-01', '2026-11-24'), change('measure', { value: 0.08, unit: 'share' }, { value: 0.1, unit: 'share' }, 'card')],
  }
  expect(changesOf(proposal, 'en')).toEqual([
    { what: 'n', field: 'n', before: '50', after: '194' },
    { what: 'number', field: 'measure', before: '8%', after: '10%' },
  ])
})

it('lanes stand in their order, with one for metrics', () => {
  expect(laneWordsOf(map, 'Metrics').map((one) => one.value)).toEqual(['l1', 'l2', 'metrics'])
})

it('a card is named by its first line without markup', () => expect(cardWords(map, 'c1')).toBe('Pays here'))

describe('ids of stages', () => {
  const titles = { need: 'Need it', research: 'Look for it' }

  it('are told by their titles, other words stay', () => {
    expect(named('need: 60 % (54–66)', titles)).toBe('Need it: 60 % (54–66)')
    expect(named('(research) → need', titles)).toBe('(Look for it) → Need it')
    expect(named('«need» / research', titles)).toBe('«Need it» / Look for it')
    expect(named('I need a film', titles)).toBe('I need a film')
  })

  it('are told so in a picture, but not in its definition', () => {
    const scene = namedScene({
      width: 1, height: 1, title: '', description: '', language: 'en',
      items: [{ kind: 'group', title: 'need: 3', items: [{ kind: 'text', words: 'need' }] }, { kind: 'paragraph', role: 'definition', words: 'need' }],
    }, titles)
    expect(scene.items.map((one) => [one.title, one.items?.[0]?.words ?? one.words])).toEqual([['Need it: 3', 'Need it'], [undefined, 'need']])
  })
})
