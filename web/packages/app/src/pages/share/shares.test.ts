import { expect, test } from 'vitest'
import { endsIn } from './shares'

test('a link holds to the end of its last day', () => {
  const end = new Date(endsIn(7, new Date(2026, 10, 24, 9, 30))!)
  expect([end.getFullYear(), end.getMonth(), end.getDate(), end.getHours(), end.getMinutes()]).toEqual([2026, 11, 1, 23, 59])
})

test('a link without an end has none', () => {
  expect(endsIn(null)).toBeNull()
})
