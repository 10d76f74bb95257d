import { describe, expect, it } from 'vitest'
import { cardsIn, columnsOf, layoutOf, lineAbove, sharing, WHOLE } from './layout'
import { card, lane, mapOf, stage } from './map_builder'

describe('the layout of a map', () => {
  it('puts cards into their cells by rank', () => {
    const layout = layoutOf(mapOf(['s1', 's2'], ['actions'], { 's1/actions': ['a', 'b'], 's2/actions': ['c'] }))
    expect(cardsIn(layout, 's1', 'actions')).toEqual(['a', 'b'])
    expect(cardsIn(layout, 's2', 'actions')).toEqual(['c'])
  })

  it('makes a parent a group over its sub-stages and no column of its own', () => {
    const map = mapOf(['p', 'q'], ['actions'])
    const parts = [stage('p1', 0, { parent: 'p' }), stage('p2', 1, { parent: 'p' })]
    const layout = layoutOf({ ...map, stages: [...map.stages, ...parts] })
    expect(layout.columns.map((one) => one.id)).toEqual(['p1', 'p2', 'q'])
    expect(layout.groups.map((one) => [one.stage.id, one.first, one.length])).toEqual([['p', 0, 2]])
  })

  it('keeps a parent that holds cards as a column', () => {
    const map = mapOf(['p'], ['actions'], { 'p/actions': ['a'] })
    expect(columnsOf({ ...map, stages: [...map.stages, stage('p1', 0, { parent: 'p' })] }).map((one) => one.id)).toEqual(['p', 'p1'])
  })

  it('lays cards over several stages in tracks where none covers another', () => {
    const map = mapOf(['a', 'b', 'c'], ['actions'])
    const over = [card('x', 'a', 'actions', 0, { span_to: 'b' }), card('y', 'b', 'actions', 1, { span_to: 'c' }), card('z', 'c', 'actions', 2)]
    const [row] = layoutOf({ ...map, cards: over }).lanes
    expect(row!.tracks.map((track) => track.map((span) => [span.card, span.first, span.last]))).toEqual([[['x', 0, 1]], [['y', 1, 2]]])
  })

  it('draws the line of visibility where backstage begins, and once', () => {
    const lanes = (['actions', 'backstage', 'support'] as const).map((kind, place) => lane(kind, place))
    expect(lanes.map((_, place) => lineAbove(lanes, place))).toEqual([null, 'visibility', 'internal'])
  })

  it('leaves out hidden lanes and says how many, and puts pinned ones first', () => {
    const map = mapOf(['a'], ['actions', 'metrics', 'text'])
    const hiding = { ...map, lanes: map.lanes.map((one) => (one.id === 'metrics' ? { ...one, hidden: true } : one)) }
    const layout = layoutOf(hiding, { ...WHOLE, pinned: new Set(['text']) })
    expect(layout.lanes.map((row) => row.lane.id)).toEqual(['text', 'actions'])
    expect(layout.hiddenLanes).toBe(1)
  })

  it('keeps what stayed as it was, so that only changed cells draw again', () => {
    const map = mapOf(['a', 'b'], ['actions'], { 'a/actions': ['x'], 'b/actions': ['y'] })
    const before = layoutOf(map)
    expect(sharing(before, layoutOf(map))).toBe(before)
    const after = sharing(before, layoutOf({ ...map, cards: [...map.cards, card('z', 'b', 'actions', 5)] }))
    expect(cardsIn(after, 'a', 'actions')).toBe(cardsIn(before, 'a', 'actions'))
    expect(cardsIn(after, 'b', 'actions')).toEqual(['y', 'z'])
  })
})
