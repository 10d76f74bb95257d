import { describe, expect, it } from 'vitest'
import { runsOf, smooth } from './curve'
import { placeInterval } from './interval'
import { markAt } from './move'
import { pathOf, signOf } from './outline'
import { contrast, nightFill, paint, scaleFill } from './paint'
import { bare, boxOf, marksOf, wordsOf, type Scene, type SceneItem } from './scene'

const mark = (title: string, x: number, y: number): SceneItem => ({ kind: 'group', title, items: [{ kind: 'rect', x, y, width: 10, height: 10 }] })

const scene: Scene = {
  width: 400, height: 300, title: 'Reach', description: '', language: 'en',
  items: [
    { kind: 'text', role: 'title', words: 'Reach', x: 24, y: 42, size: 18 },
    { kind: 'text', role: 'n', words: 'n = 617', x: 24, y: 64, size: 13 },
    mark('a', 100, 100), mark('b', 200, 100), mark('c', 100, 200),
    { kind: 'paragraph', role: 'definition', x: 24, y: 260, width: 300, height: 34, lines: ['one', 'two'] },
  ],
}

describe('a scene', () => {
  it('tells what it rests on', () => expect(wordsOf(scene, 'n')).toEqual(['n = 617']))

  it('stands alone without the words around it', () => {
    const { items, top, height } = bare(scene)
    expect(marksOf(items).map((one) => one.title)).toEqual(['a', 'b', 'c'])
    expect([top, top + height]).toEqual([84, 226])
  })

  it('takes no room for a cell in which nothing is drawn', () => {
    const empty: SceneItem = { kind: 'group', title: 'd: 0', items: [] }
    const drawn = bare({ ...scene, items: [...scene.items, empty] })
    expect([drawn.top, marksOf(drawn.items).length]).toEqual([84, 3])
  })

  it('boxes a path by where its steps go', () => {
    expect(boxOf({ kind: 'path', steps: [[0, 5], [1, 1, 2, 2, 10, 20]] })).toEqual([0, 5, 10, 20])
  })

  it('draws straight lines, curves and signs', () => {
    expect(pathOf([[0, 0], [4, 4], [1, 1, 2, 2, 3, 3]], true)).toBe('M0 0L4 4C1 1 2 2 3 3Z')
    expect(signOf('circle', 0, 0, 3)).toBeNull()
    expect(signOf('diamond', 10, 10, 4)).toBe('M10 5L15 10L10 15L5 10Z')
  })
})

describe('keys between marks', () => {
  const marks = marksOf(scene.items)

  it('go to the nearest mark that way', () => {
    expect(markAt(marks, 0, 'ArrowRight')).toBe(1)
    expect(markAt(marks, 0, 'ArrowDown')).toBe(2)
    expect(markAt(marks, 0, 'ArrowLeft')).toBeNull()
  })

  it('reach every mark in order', () => {
    expect(markAt(marks, 1, 'PageDown')).toBe(2)
    expect(markAt(marks, 2, 'Home')).toBe(0)
  })
})

describe('colours', () => {
  it('follow the tokens of the page', () => expect(paint('#17202A')).toBe('var(--ink)'))

  it('keep the text of a cell readable by night', () => {
    for (const fill of ['#F1F6FE', '#DDE6F6', '#8FA9DC', '#5878C8', '#2A51AE', '#0C3092', '#F7F7FA', '#B1B1B4']) {
      const ink = paint('#17202A', fill)!.match(/, (#\w+)\)/)![1]!
      expect(contrast(ink, nightFill(fill))).toBeGreaterThan(4.5)
    }
  })

  it('know a fill of a scale from a token', () => {
    expect(scaleFill('#DDE6F6')).toBe('#DDE6F6')
    expect(scaleFill('#FFFFFF')).toBeUndefined()
  })
})

describe('an interval', () => {
  it('of a share stands on the whole', () => expect(placeInterval(0.4, 0.3, 0.5, true)).toEqual({ low: 0.3, value: 0.4, high: 0.5, zero: null }))

  it('of a difference has zero in view', () => {
    const placed = placeInterval(-18, -29, 7, false)
    expect(placed.low).toBeLessThan(placed.value)
    expect(placed.zero).toBeGreaterThan(placed.value)
  })
})

describe('a curve', () => {
  it('has a gap where nothing is known', () => expect(runsOf([1, 2, null, 3]).map((run) => run.map((one) => one.at))).toEqual([[0, 1], [3]]))
  it('is flat at its points', () => expect(smooth([[0, 0], [10, 8]])).toBe('M0 0C5 0 5 8 10 8'))
})
