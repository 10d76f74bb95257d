import { expect, test } from 'vitest'
import { addressOf } from './CardLink'

test('an address is taken as people type it', () => {
  expect(addressOf(' https://tropa.io/x ')).toBe('https://tropa.io/x')
  expect(addressOf('tropa.io')).toBe('https://tropa.io')
  expect(addressOf('пример.рф/путь')).toBe('https://пример.рф/путь')
  expect(addressOf('ola@example.pl')).toBe('mailto:ola@example.pl')
})

test('what is no address, or one that runs a script, is none', () => {
  expect(addressOf('tropa')).toBeNull()
  expect(addressOf('javascript:alert(1)')).toBeNull()
  expect(addressOf('javascript:alert(1).com')).toBeNull()
  expect(addressOf('')).toBeNull()
})
