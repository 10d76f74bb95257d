import { expect, test } from 'vitest'
import type { Thread } from './api'
import { shownThreads } from './CommentsPanel'
import { marked, mentionedIn, mentioning, readable } from './Composer'
import { clockText } from './Timer'

const thread = (id: string, more: Partial<Thread> = {}) =>
  ({ id, person: 'p1', name: 'Оля', text: 'слишком долго', mentions: [], replies: [], resolved: null, orphan: false, ...more }) as unknown as Thread

test('an @ behind a space begins a mention, in any script', () => {
  expect(mentioning('смотри @Ол', 10)).toEqual({ from: 7, word: 'Ол' })
  expect(mentioning('a@b', 3)).toBeNull()
})

test('who is mentioned is read from the text, once each', () => {
  expect(mentionedIn('@[Оля](person:p1) и @[Оля](person:p1), @[Jan](person:p2)')).toEqual(['p1', 'p2'])
})

test('names are written plainly and sent with their marks', () => {
  const people = [{ id: 'p1', name: 'Оля' }, { id: 'p2', name: 'Оля Ким' }]
  const sent = marked('@Оля Ким, @Оля, смотрите', people)
  expect(sent).toBe('@[Оля Ким](person:p2), @[Оля](person:p1), смотрите')
  expect(readable(sent)).toEqual({ text: '@Оля Ким, @Оля, смотрите', named: [people[1], people[0]] })
})

test('open threads are shown newest first; what is resolved or left over has a place of its own', () => {
  const all = [thread('a'), thread('b', { resolved: '2026-11-24' }), thread('c', { orphan: true }), thread('d', { person: 'p2', mentions: ['p9'] })]
  const ids = (show: Parameters<typeof shownThreads>[1], words = '') => shownThreads(all, show, 'p9', words).map((one) => one.id)
  expect(ids('open')).toEqual(['d', 'a'])
  expect(ids('resolved')).toEqual(['b'])
  expect(ids('orphans')).toEqual(['c'])
  expect(ids('mine')).toEqual(['d'])
  expect(ids('open', 'ДОЛГО')).toEqual(['d', 'a'])
  expect(ids('open', 'нет такого')).toEqual([])
})

test('a clock shows minutes and seconds', () => {
  expect(clockText(125)).toBe('2:05')
  expect(clockText(0.2)).toBe('0:01')
})
