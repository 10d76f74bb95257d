import { readFileSync } from 'node:fs'
import { apply, byId, parseEdit, readMap, type Edit, type MapDocument } from '@tropa/model'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { SharedMap, writeDifference } from './codec'
import { Undo } from './undo'

const SHOP: MapDocument = readMap(JSON.parse(readFileSync(new URL('../../../../spec/edits/maps.json', import.meta.url), 'utf-8')).shop)

function person() {
  const doc = new Y.Doc()
  const shared = new SharedMap(doc, 'shop')
  const undo = new Undo(doc, () => undefined)
  const make = (edits: readonly Edit[]): void => writeDifference(doc, shared.document, edits.reduce(apply, shared.document))
  const edit = (fields: object): void => {
    const one = parseEdit({ id: crypto.randomUUID(), who: String(doc.clientID), ...fields })
    undo.record(shared.document, one)
    make([one])
  }
  const takeBack = (): void => undo.undo(() => shared.document, String(doc.clientID), crypto.randomUUID(), make)
  return { doc, shared, undo, edit, takeBack, card: (id: string) => byId(shared.document, 'card').get(id) }
}

function meet(...people: { doc: Y.Doc }[]): void {
  for (const one of people) for (const other of people) Y.applyUpdate(other.doc, Y.encodeStateAsUpdate(one.doc, Y.encodeStateVector(other.doc)), 'remote')
}

function two() {
  const [ann, bob] = [person(), person()]
  writeDifference(ann.doc, null, SHOP, 'start')
  meet(ann, bob)
  return { ann, bob }
}

const card = (id: string) => ({ object: 'card', id })
const set = (id: string, fields: object) => ({ kind: 'set', target: card(id), fields })

test('a map goes into a shared document and comes back', () => {
  const { bob } = two()
  for (const [name, value] of Object.entries(SHOP)) {
    const order = (list: unknown): unknown => (Array.isArray(list) ? list.map((one) => JSON.stringify(one)).toSorted() : list)
    expect(order(bob.shared.document[name as keyof MapDocument]), name).toEqual(order(value))
  }
})

test('a change of one card shares all others', () => {
  const { ann, bob } = two()
  const before = bob.shared.document
  ann.edit(set('c1', { body: 'asks **why**' }))
  meet(ann, bob)
  expect(bob.card('c1')?.body).toBe('asks **why**')
  expect(bob.card('c2')).toBe(byId(before, 'card').get('c2'))
  expect(bob.shared.document.stages).toBe(before.stages)
})

test('two people who edit at once see one map', () => {
  const { ann, bob } = two()
  ann.edit(set('c1', { body: 'by Ann' }))
  bob.edit({ kind: 'move', target: card('c1'), fields: { stage: 'payment' } })
  bob.edit({ kind: 'members', target: card('c1'), field: 'tags', add: ['bob'] })
  ann.edit({ kind: 'members', target: card('c1'), field: 'tags', add: ['ann'] })
  meet(ann, bob)
  expect(ann.shared.document).toEqual(bob.shared.document)
  expect(ann.card('c1')).toMatchObject({ body: 'by Ann', stage: 'payment', tags: ['ann', 'bob', 'web'] })
})

test('undo takes back what is mine and keeps what another wrote since', () => {
  const { ann, bob } = two()
  ann.edit(set('c1', { body: 'by Ann', detail: 'Ann' }))
  meet(ann, bob)
  bob.edit(set('c1', { body: 'by Bob' }))
  meet(ann, bob)
  ann.takeBack()
  meet(ann, bob)
  expect(bob.card('c1')).toMatchObject({ body: 'by Bob', detail: '' })
})

test('a card that is removed keeps what another writes to it meanwhile', () => {
  const { ann, bob } = two()
  ann.edit({ kind: 'remove', target: card('c1') })
  bob.edit(set('c1', { detail: 'still here' }))
  meet(ann, bob)
  expect(bob.card('c1')?.deleted).toBe(true)
  ann.takeBack()
  meet(ann, bob)
  expect(bob.card('c1')).toMatchObject({ deleted: false, detail: 'still here' })
})

test('typing and edits are taken back in the order they were done', () => {
  const { ann } = two()
  const body = (ann.doc.getMap('cards').get('c1') as Y.Map<unknown>).get('body') as Y.XmlFragment
  ann.undo.watch('c1', body)
  const words = (body.get(0) as Y.XmlElement).get(0) as Y.XmlText
  ann.doc.transact(() => words.insert(words.length, ' prices'), 'editor')
  ann.edit(set('c2', { detail: 'edited' }))
  ann.takeBack()
  expect([ann.card('c1')?.body, ann.card('c2')?.detail]).toEqual(['compares prices', ''])
  ann.takeBack()
  expect(ann.card('c1')?.body).toBe('compares')
})

test('a change somebody else makes in a map of 300 cards is read in less than two milliseconds', () => {
  const { ann, bob } = two()
  const many = Array.from({ length: 300 }, (_, n) => parseEdit({ kind: 'add', id: `e${n}`, target: card(`k${n}`), fields: { stage: 'search', lane: 'actions', rank: 'V', body: `card ${n}` } }))
  writeDifference(ann.doc, ann.shared.document, many.reduce(apply, ann.shared.document))
  meet(ann, bob)
  const times = many.map((_, n) => {
    ann.edit(set(`k${n}`, { body: `again ${n}` }))
    const update = Y.encodeStateAsUpdate(ann.doc, Y.encodeStateVector(bob.doc))
    const start = performance.now()
    Y.applyUpdate(bob.doc, update, 'remote')
    return performance.now() - start
  }).toSorted((one, other) => one - other)
  expect(times[150]).toBeLessThan(2)
})
