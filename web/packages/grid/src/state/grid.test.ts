import { describe, expect, it } from 'vitest'
import { moved, repaired } from './focus'
import { found, NO_FILTER, shownBy } from './filter'
import { reduce, START } from './grid'
import { layoutOf } from './layout'
import { card, mapOf } from './map_builder'
import { cardsBetween, selectMore, targets } from './selection'
import { GridStore } from './store'
import { scrollFor, windowOn, zoomStep, zoomToFit } from './viewport'

const map = mapOf(['a', 'b', 'c'], ['actions', 'thoughts'], { 'a/actions': ['a1', 'a2'], 'b/actions': ['b1'], 'b/thoughts': ['t1'] })
const layout = layoutOf(map)
const at = (stage: string, lane: string, one: string | null = null) => ({ stage, lane, card: one })

describe('focus', () => {
  it('goes by arrows and stays inside the map', () => {
    expect(moved(layout, at('a', 'actions'), 'right')).toEqual(at('b', 'actions'))
    expect(moved(layout, at('a', 'actions'), 'up')).toEqual(at('a', 'actions'))
    expect(moved(layout, at('b', 'thoughts'), 'last')).toEqual(at('c', 'thoughts'))
    expect(moved(layout, at('c', 'actions'), 'next')).toEqual(at('a', 'thoughts'))
    expect(moved(layout, at('a', 'thoughts'), 'previous')).toEqual(at('c', 'actions'))
  })

  it('is never lost: a deleted card leaves its neighbour, a deleted stage the nearest', () => {
    const less = layoutOf({ ...map, cards: map.cards.filter((one) => one.id !== 'a1') })
    expect(repaired(layout, less, at('a', 'actions', 'a1'))).toEqual(at('a', 'actions', 'a2'))
    const narrow = layoutOf({ ...map, stages: map.stages.filter((one) => one.id !== 'c') })
    expect(repaired(layout, narrow, at('c', 'thoughts'))).toEqual(at('b', 'thoughts'))
  })

  it('follows a card that somebody else moves', () => {
    const away = layoutOf({ ...map, cards: map.cards.map((one) => (one.id === 'b1' ? { ...one, stage: 'c' } : one)) })
    expect(repaired(layout, away, at('b', 'actions', 'b1'))).toEqual(at('c', 'actions', 'b1'))
  })
})

describe('selection', () => {
  it('takes the cards in the rectangle between two cells', () => {
    expect(cardsBetween(layout, at('b', 'thoughts'), at('a', 'actions'))).toEqual(['a1', 'a2', 'b1', 't1'])
  })

  it('takes the lane first and then the whole map', () => {
    const lane = selectMore(layout, at('a', 'actions'), new Set())
    expect([...lane].sort()).toEqual(['a1', 'a2', 'b1'])
    expect(selectMore(layout, at('a', 'actions'), lane).size).toBe(4)
  })

  it('gives commands the selected cards, else the focused, else those of the cell', () => {
    expect(targets(layout, at('a', 'actions'), new Set(['t1', 'b1']))).toEqual(['b1', 't1'])
    expect(targets(layout, at('a', 'actions', 'a2'), new Set())).toEqual(['a2'])
    expect(targets(layout, at('a', 'actions'), new Set())).toEqual(['a1', 'a2'])
  })

  it('grows by Shift with the arrows and ends with a plain arrow', () => {
    const start = reduce(START, { kind: 'focus', focus: at('a', 'actions') }, layout)
    const wide = reduce(start, { kind: 'step', step: 'right', extend: true }, layout)
    expect([...wide.selected]).toEqual(['a1', 'a2', 'b1'])
    expect(reduce(wide, { kind: 'step', step: 'left' }, layout).selected.size).toBe(0)
  })

  it('adds the focused card when another is taken with Ctrl', () => {
    const start = reduce(START, { kind: 'focus', focus: at('a', 'actions', 'a1') }, layout)
    expect([...reduce(start, { kind: 'focus', focus: at('b', 'actions', 'b1'), add: true }, layout).selected].sort()).toEqual(['a1', 'b1'])
  })
})

describe('the store', () => {
  it('tells nobody of news that change nothing, and mends focus when its card goes', () => {
    let now = map
    let hear = () => {}
    const store = new GridStore({ document: () => now, subscribe: (listener) => { hear = listener; return () => {} } })
    store.open()
    let told = 0
    store.subscribe(() => { told += 1 })
    hear()
    expect(told).toBe(0)
    store.dispatch({ kind: 'focus', focus: at('b', 'actions', 'b1') })
    now = { ...map, cards: map.cards.filter((one) => one.id !== 'b1') }
    hear()
    expect(store.state.focus).toEqual(at('b', 'actions'))
  })
})

describe('filters and find', () => {
  it('lets everybody’s cards through when one persona is asked for', () => {
    const mine = shownBy({ ...NO_FILTER, personas: ['anna'] }, map)
    expect(mine(card('x', 'a', 'actions', 0, { persona: 'anna' }))).toBe(true)
    expect(mine(card('x', 'a', 'actions', 0, { persona: 'oleg' }))).toBe(false)
    expect(mine(card('x', 'a', 'actions'))).toBe(true)
  })

  it('finds words without regard to case and marks on letters', () => {
    const polish = { ...map, cards: [card('x', 'a', 'actions', 0, { body: 'Źle działa płatność' })] }
    expect(found(polish, 'zle')).toEqual(['x'])
    expect(found(polish, 'brak')).toEqual([])
  })
})

describe('zoom', () => {
  it('goes by steps from 25 to 400 per cent', () => {
    expect(zoomStep(1, 1)).toBe(1.1)
    expect(zoomStep(0.25, -1)).toBe(0.25)
    expect(zoomStep(4, 1)).toBe(4)
  })

  it('fits the map and never enlarges it', () => {
    expect(zoomToFit({ width: 3000, height: 1000 }, { width: 1500, height: 900 })).toBe(0.5)
    expect(zoomToFit({ width: 300, height: 100 }, { width: 1500, height: 900 })).toBe(1)
  })

  it('marks on the minimap what is seen and scrolls to where it is clicked', () => {
    const [whole, room, size] = [{ width: 2000, height: 1000 }, { width: 1000, height: 500 }, { width: 200, height: 100 }]
    expect(windowOn(whole, { x: 500, y: 0 }, room, size)).toEqual({ x: 50, y: 0, width: 100, height: 50 })
    expect(scrollFor(whole, { x: 150, y: 75 }, room, size)).toEqual({ x: 1000, y: 500 })
  })
})
