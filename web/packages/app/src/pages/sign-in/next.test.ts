import { expect, test } from 'vitest'
import { nextOf } from './next'

const origin = 'https://tropa.example'

test('a page of the studio is gone to after signing in', () => {
  expect(nextOf({ next: '/maps/m1?at=c2' }, origin)).toBe('/maps/m1?at=c2')
})

test.each(['//evil.example', 'https://evil.example', '/\\evil.example', 'javascript:alert(1)', 7, undefined])('%s is not gone to', (next) => {
  expect(nextOf({ next }, origin)).toBe('/')
})
