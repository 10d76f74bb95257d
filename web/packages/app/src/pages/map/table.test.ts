import type { Card } from '@tropa/model'
import { expect, test } from 'vitest'
import { besides, keyedTo } from './table-keys'
import { csvOf, editsOf, filtered, numberFrom, sorted, type Column, type Row } from './table-rows'

const row = (id: string, fields: Partial<Card>, stageAt = 0): Row =>
  ({ card: { id, body: '', detail: '', owner: '', tags: [], emotion: null, scale: '-2..2', measure: null, due: null, status: null, ...fields }, lane: { title: 'L' }, stage: { title: 'S' }, grade: '', persona: '', stageAt, laneAt: 0 }) as unknown as Row
const shown = ({ card }: Row, column: Column) => (column === 'owner' ? card.owner : column === 'body' ? card.body : '')
const compare = (a: string, b: string) => a.localeCompare(b)
const ids = (rows: readonly Row[]) => rows.map((one) => one.card.id)

test('empty cells stand last, whichever way it is sorted', () => {
  const rows = [row('a', { owner: '' }), row('b', { owner: 'Zoe' }), row('c', { owner: 'Ann' })]
  expect(ids(sorted(rows, { by: 'owner', down: false }, shown, compare))).toEqual(['c', 'b', 'a'])
  expect(ids(sorted(rows, { by: 'owner', down: true }, shown, compare))).toEqual(['b', 'c', 'a'])
})

test('all words of the query must be found, with or without marks', () => {
  const rows = [row('a', { body: 'Zażółć kasę', owner: 'Ola' }), row('b', { body: 'kasa' })]
  expect(ids(filtered(rows, 'zazołc ola', shown))).toEqual(['a'])
  expect(ids(filtered(rows, ' ', shown))).toEqual(['a', 'b'])
})

test('a cell written in is one edit of that field; the same again is none', () => {
  const held = row('a', { owner: 'Ann', tags: ['x'] })
  expect(editsOf({} as never, held, 'owner', 'Ann')).toEqual([])
  expect(editsOf({} as never, held, 'owner', ' Bob ')).toMatchObject([{ kind: 'set', fields: { owner: 'Bob' } }])
  expect(editsOf({} as never, held, 'tags', 'y, #z')).toMatchObject([{ kind: 'members', add: ['y', 'z'], remove: ['x'] }])
  expect(editsOf({} as never, held, 'feeling', '−1,5')).toMatchObject([{ fields: { emotion: -1.5, scale: '-2..2' } }])
})

test('numbers are read with a comma, a point and any minus', () => {
  expect(numberFrom('−1,5')).toBe(-1.5)
  expect(numberFrom('x')).toBeNull()
})

test('CSV quotes what needs it and never gives a formula', () => {
  const titles = Object.fromEntries(['stage', 'lane', 'body', 'detail', 'persona', 'feeling', 'number', 'grade', 'status', 'owner', 'due', 'tags'].map((one) => [one, one])) as Record<Column, string>
  expect(csvOf([row('a', { body: 'say "hi", you', owner: '=1+1' })], titles, shown).split('\r\n')[1]).toBe(',,"say ""hi"", you",,,,,,,\'=1+1,,')
})

test('keys go from cell to cell and stay inside', () => {
  const key = (name: string, ctrlKey = false) => ({ key: name, ctrlKey, metaKey: false })
  expect(keyedTo(key('ArrowDown'), { card: 'a', column: 'body' }, ['a', 'b'])).toEqual({ card: 'b', column: 'body' })
  expect(keyedTo(key('ArrowUp'), { card: 'a', column: 'body' }, ['a', 'b'])).toEqual({ card: 'a', column: 'body' })
  expect(keyedTo(key('End', true), { card: 'a', column: 'body' }, ['a', 'b'])).toEqual({ card: 'b', column: 'tags' })
  expect(besides({ card: 'a', column: 'tags' }, 1, ['a', 'b'])).toEqual({ card: 'b', column: 'stage' })
})
