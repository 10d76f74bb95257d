import { expect, test } from 'vitest'
import { keyIn } from './fragment'

test('the key of a link stands in its fragment', () => {
  expect(keyIn('#key=abc_D-1')).toBe('abc_D-1')
})

test('an address without a key has an empty one', () => {
  expect(keyIn('')).toBe('')
  expect(keyIn('#other=1')).toBe('')
})
