import { describe, expect, it } from 'vitest'
import { formatsOf } from './formats'

const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ')

describe('formats', () => {
  it('writes a share with two significant digits', () => {
    expect(plain(formatsOf('ru').share(0.2734))).toBe('27 %')
    expect(plain(formatsOf('en').share(0.00437))).toBe('0.44%')
  })

  it('groups thousands as the language does', () => {
    expect(plain(formatsOf('ru').number(12345))).toBe('12 345')
    expect(formatsOf('en').number(12345)).toBe('12,345')
  })

  it('says how long ago, and the day itself once it is a month', () => {
    const now = '2026-11-24T12:00:00Z'
    expect(formatsOf('en').relative('2026-11-24T09:00:00Z', now)).toBe('3 hours ago')
    expect(formatsOf('pl').relative('2026-11-23T12:00:00Z', now)).toBe('wczoraj')
    expect(plain(formatsOf('ru').relative('2026-09-01T12:00:00Z', now))).toBe('1 сент. 2026 г.')
  })

  it('counts bytes by thousands', () => {
    expect(plain(formatsOf('en').bytes(1_500_000))).toBe('1.5 MB')
    expect(plain(formatsOf('en').bytes(0))).toBe('0 byte')
  })

  it('sorts by the alphabet of the language', () => {
    expect(['Żaba', 'zebra', 'Łódź', 'lato'].sort(formatsOf('pl').compare)).toEqual(['lato', 'Łódź', 'zebra', 'Żaba'])
  })
})
