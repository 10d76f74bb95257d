import { i18n } from '@lingui/core'
import { beforeAll, expect, test } from 'vitest'
import { Refusal } from './ask'
import { sentenceOf } from './problem'

beforeAll(() => i18n.loadAndActivate({ locale: 'en', messages: {} }))

test('the server’s sentence is told as it is', () => {
  expect(sentenceOf(new Refusal(409, 'maps.gone', 'The map is in the trash.'))).toBe('The map is in the trash.')
})

test('an edit that was refused has a sentence by its code', () => {
  expect(sentenceOf({ code: 'sync.read_only' })).toBe('You may read this map, not change it.')
  expect(sentenceOf({ code: 'sync.not_ready' })).toMatch(/still loading/)
})

test('a server that does not answer is told so', () => {
  expect(sentenceOf(new TypeError('Failed to fetch'))).toMatch(/does not answer/)
})
