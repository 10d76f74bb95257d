import { describe, expect, it } from 'vitest'
import type { QuestionAnswer } from './api'
import { amount, cellText, kindOf, length } from './kinds'

const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ')
const answer = (question: string, columns: string[], row: (string | number)[], unit = 'share'): QuestionAnswer => ({
  question, parameters: {}, definition: '', n: 1, left_out: '', table: { columns, rows: [row], total: 1 },
  measures: [{ measure: '', title: '', value: 1, unit }], picture: { width: 1, height: 1, title: '', description: '', language: 'en', items: [] },
})

describe('a column', () => {
  it('is read by its name', () => {
    const flow = answer('flow', ['source', 'count', 'median'], ['a', 3, 66060.3])
    expect([0, 1, 2].map((place) => kindOf(flow, place))).toEqual(['text', 'number', 'time'])
  })

  it('of an emotion is a score, not a share', () => expect(kindOf(answer('emotion', ['low'], [0.4]), 0)).toBe('number'))

  it('of an experiment follows the unit of its metric', () => {
    expect(kindOf(answer('experiment', ['value'], [0.4]), 0)).toBe('share')
    expect(kindOf(answer('experiment', ['value'], [1.4], 'score'), 0)).toBe('number')
  })
})

describe('numbers', () => {
  it('have two digits that count', () => expect(plain(cellText(0.5332, 'share', 'ru'))).toBe('53 %'))
  it('of time take their largest unit', () => expect(length(798812.5, 'en')).toBe('9.2 days'))
  it('of chance never say 0', () => expect(cellText(1e-12, 'p', 'en')).toBe('< 0.001'))
  it('of a difference are points with a sign', () => expect(plain(amount(-17.94, 'points', 'ru'))).toBe('-18 п. п.'))
  it('that are not known are a dash', () => expect(cellText(null, 'share', 'en')).toBe('—'))
})
