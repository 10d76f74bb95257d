import type { Card } from '@tropa/model'
import { expect, test } from 'vitest'
import { impactOf, quarterOf, scoresAt } from './matrix'
import { mentionedIn, mentioning } from './Composer'
import { clockText } from './Timer'

const card = (scores: object | null) => ({ id: 'c', scores }) as unknown as Card

test('the impact is the mean of the values that are known', () => {
  expect(impactOf(card({ customer_value: 8, business_value: 4 }))).toBe(6)
  expect(impactOf(card({ customer_value: 8, business_value: null }))).toBe(8)
  expect(impactOf(card(null))).toBeNull()
})

test('a card put somewhere has that impact and effort', () => {
  expect(scoresAt(card({ customer_value: 8, business_value: 4 }), 7, 2.1)).toMatchObject({ customer_value: 9, business_value: 5, effort: 2 })
  expect(scoresAt(card(null), 3, 9)).toMatchObject({ customer_value: 3, business_value: null, effort: 9 })
})

test('much impact for little effort is done first', () => {
  expect(quarterOf({ impact: 8, effort: 2 })).toBe('quick')
  expect(quarterOf({ impact: 2, effort: 8 })).toBe('leave')
})

test('an @ behind a space begins a mention, in any script', () => {
  expect(mentioning('смотри @Ол', 10)).toEqual({ from: 7, word: 'Ол' })
  expect(mentioning('a@b', 3)).toBeNull()
})

test('who is mentioned is read from the text, once each', () => {
  expect(mentionedIn('@[Оля](person:p1) и @[Оля](person:p1), @[Jan](person:p2)')).toEqual(['p1', 'p2'])
})

test('a clock shows minutes and seconds', () => {
  expect(clockText(125)).toBe('2:05')
  expect(clockText(0.2)).toBe('0:01')
})
