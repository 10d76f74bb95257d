import type { Card } from '@tropa/model'
import { expect, test } from 'vitest'
import { labelled } from './matrix-labels'
import { NO_SCORES, scoresAt, spotOf, valueOf } from './matrix-scores'

const card = (scores: object | null) => ({ id: 'c', scores: scores && { ...NO_SCORES, ...scores } }) as unknown as Card
const AXES = { up: 'value', across: 'effort' } as const

test('the value is the mean of the values that are known', () => {
  expect(valueOf({ ...NO_SCORES, customer_value: 0.8, business_value: 0.4 })).toBeCloseTo(0.6)
  expect(valueOf({ ...NO_SCORES, customer_value: 0.8 })).toBe(0.8)
  expect(valueOf(NO_SCORES)).toBeNull()
})

test('a card stands on the board once both of its scores are known', () => {
  expect(spotOf(card({ customer_value: 0.8, effort: 1 }), AXES)).toEqual({ up: 0.8, across: 0.2 })
  expect(spotOf(card({ effort: 1 }), AXES)).toBeNull()
  expect(spotOf(card(null), AXES)).toBeNull()
})

test('a card put somewhere has that value and effort; both values move together as far as they can', () => {
  expect(scoresAt(card(null), AXES, { up: 0.3, across: 0.5 })).toMatchObject({ customer_value: 0.3, business_value: null, effort: 2.5 })
  expect(scoresAt(card({ customer_value: 0.8, business_value: 0.4 }), AXES, { up: 0.7, across: 0 })).toMatchObject({ customer_value: 0.9, business_value: 0.5, effort: 0 })
  expect(scoresAt(card({ customer_value: 1, business_value: 0.2 }), AXES, { up: 0.9, across: 1 })).toMatchObject({ customer_value: 1, business_value: 0.8, effort: 5 })
})

test('scores stay within their bounds, and a card off the board keeps its other scores', () => {
  expect(scoresAt(card(null), AXES, { up: 1.4, across: -2 })).toMatchObject({ customer_value: 1, effort: 0 })
  expect(scoresAt(card({ customer_value: 1, effort: 2, severity: 0.5 }), AXES, null)).toMatchObject({ customer_value: null, effort: null, severity: 0.5 })
})

test('the words of no two dots lie over each other, nor over a dot', () => {
  const dots = Array.from({ length: 30 }, (_, at) => ({ id: `${at}`, x: 300 + (at % 6) * 20, y: 200 + Math.floor(at / 6) * 20, length: 40 }))
  const boxes = labelled(dots, 800, 500).flatMap((one) => (one.label ? [one.label] : []))
  expect(boxes.length).toBeGreaterThan(3)
  for (const [place, one] of boxes.entries()) {
    for (const other of boxes.slice(place + 1)) {
      expect(one.left < other.left + other.width && other.left < one.left + one.width && one.top < other.top + other.height && other.top < one.top + one.height).toBe(false)
    }
  }
})
