import { describe, expect, it } from 'vitest'
import { bandPath, extremes, frameOf, linePath, runs } from './curve'
import { keyName, presses, writes, type Pressed } from './keys'

const pressed = (code: string, key: string, more: Partial<Pressed> = {}): Pressed => ({ code, key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...more })

describe('keys', () => {
  it('are found by their place, so Ctrl+Z works on a Russian layout', () => {
    expect(presses({ code: 'KeyZ', mod: true }, pressed('KeyZ', 'я', { ctrlKey: true }))).toBe(true)
    expect(presses({ code: 'KeyZ', mod: true }, pressed('KeyZ', 'я', { ctrlKey: true, shiftKey: true }))).toBe(false)
  })

  it('are found by their sign where layouts differ', () => {
    expect(presses({ sign: '/' }, pressed('Backslash', '/', { shiftKey: true }))).toBe(true)
    expect(presses({ sign: '/' }, pressed('Slash', '.'))).toBe(false)
  })

  it('begin a card only when they write a letter and no input method composes', () => {
    expect(writes(pressed('KeyA', 'ф'))).toBe(true)
    expect(writes(pressed('KeyA', 'ą', { altKey: true }))).toBe(true)
    expect(writes(pressed('KeyA', 'a', { ctrlKey: true }))).toBe(false)
    expect(writes(pressed('KeyA', 'Process', { isComposing: true }))).toBe(false)
    expect(writes(pressed('Enter', 'Enter'))).toBe(false)
  })

  it('are named as people read them', () => {
    expect(keyName({ code: 'KeyZ', mod: true, shift: true })).toBe('Ctrl+Shift+Z')
    expect(keyName({ code: 'ArrowUp', alt: true }, true)).toBe('⌥↑')
  })
})

describe('the curve', () => {
  it('is broken where nothing is known', () => {
    expect(runs([1, 2, null, 3])).toEqual([[0, 1], [3]])
  })

  it('is smooth and does not go beyond its points', () => {
    expect(linePath([[0, 0], [1, 1]])).toBe('M0 0C0.33 0 0.67 1 1 1')
    expect(bandPath([[0, 1]], [[0, 2]])).toBe('')
  })

  it('turns at lows, highs and ends', () => {
    expect([...extremes([0, 1, 2, 1, null, 3])]).toEqual([0, 2, 3, 5])
  })

  it('gives a height back as its value', () => {
    const frame = frameOf('emotion')
    expect(frame.value(frame.y(-1.3))).toBeCloseTo(-1.3)
  })
})
