import { readFileSync } from 'node:fs'
import { readMap } from '@tropa/model'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { SharedMap, writeDifference } from './codec'
import { readTree, writeTree } from './tree'

/** The rules of spec/shared/SPEC.md: the same cases that Python runs. */

type Values = Record<string, Record<string, unknown>>

interface Case {
  rule: string
  name: string
  way?: 'read'
  map: Record<string, unknown>
  yjs: Values
}

const CASES = JSON.parse(readFileSync(new URL('../../../../spec/shared/cases.json', import.meta.url), 'utf-8')) as Case[]

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** A document of nested values: objects are Y.Maps, a card's body is a tree (`{text}`: a plain text). */
function sharedDocument(values: Values): Y.Doc {
  const doc = new Y.Doc()
  for (const [root, held] of Object.entries(values)) {
    for (const [key, value] of Object.entries(held)) {
      if (root === 'map' || root === 'curve' || !isObject(value)) {
        doc.getMap(root).set(key, value)
        continue
      }
      const made = doc.getMap(root).set(key, new Y.Map<unknown>())
      for (const [name, one] of Object.entries(value)) {
        if (root === 'cards' && name === 'body' && !isObject(one)) writeTree(made.set(name, new Y.XmlFragment()), one as string)
        else made.set(name, root === 'cards' && name === 'body' ? (one as { text: string }).text : one)
      }
    }
  }
  return doc
}

const nested = (held: Y.Map<unknown>): Record<string, unknown> =>
  Object.fromEntries([...held.entries()].map(([key, value]) => [key, value instanceof Y.XmlFragment ? readTree(value) : value instanceof Y.Map ? nested(value) : value]))

/** Objects in the order of their ids: which comes first in a list means nothing. */
function canonical(map: object): object {
  const order = (value: unknown): unknown => (Array.isArray(value) && value.every(isObject) ? value.map((one) => JSON.stringify(Object.entries(one).toSorted())).toSorted() : value)
  return Object.fromEntries(Object.entries(map).map(([name, value]) => [name, order(value)]))
}

test.each(CASES.map((one): [string, Case] => [`${one.rule}: ${one.name}`, one]))('%s', (_name, one) => {
  const wanted = readMap(one.map)
  expect(canonical(new SharedMap(sharedDocument(one.yjs), 'm').document)).toEqual(canonical(wanted))
  if (one.way === 'read') return
  const doc = new Y.Doc()
  writeDifference(doc, null, wanted)
  for (const root of Object.keys(one.yjs)) expect(nested(doc.getMap(root)), root).toEqual(one.yjs[root])
})
