import { readFileSync, readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { COLLECTION, EditRefused, History, PARTS, apply, cardsOf, inverse, parseEdit, pointKey, readMap, setsOf, settle, type CurvePoint, type Edit, type MapDocument } from './index'

/** The rules of spec/edits/SPEC.md, each held by its cases: the same files that Python runs. */

type Json = Record<string, any>

interface Case {
  rule: string
  name: string
  before: string
  edits?: Json[]
  history?: { edit?: Json; undo?: string; redo?: string }[]
  found?: Json
  after: Json | 'before'
  undone: Json | 'before'
  error?: string
  order?: Record<string, string[]>
  inverses?: Json[][]
}

const SPEC = new URL('../../../../spec/edits/', import.meta.url)
const read = (name: string): any => JSON.parse(readFileSync(new URL(name, SPEC), 'utf-8'))
const MAPS: Record<string, Json> = read('maps.json')
const CASES: Case[] = readdirSync(new URL('cases/', SPEC)).toSorted().flatMap((name) => read(`cases/${name}`) as Case[])

const keyed = (part: string, one: Json): string => (part === 'curve' ? pointKey({ kind: 'emotion', ...one } as unknown as CurvePoint) : one['id'])

/** The map with the changes of a case, which need not hold together. */
function changed(before: Json, end: Json | 'before'): Json {
  const fields = structuredClone(before)
  for (const [part, objects] of Object.entries(end === 'before' ? {} : end)) {
    if (part === 'map') {
      Object.assign(fields, objects)
      continue
    }
    const there = new Map<string, Json>((fields[part] ?? []).map((one: Json) => [keyed(part, one), one]))
    for (const [id, changes] of Object.entries(objects as Json)) {
      if (changes === null) there.delete(id)
      else if (part === 'curve') there.set(id, changes)
      else there.set(id, { ...(there.get(id) ?? { id }), ...changes })
    }
    fields[part] = [...there.values()]
  }
  return fields
}

/** The map with everything whose order means nothing in order (E18). */
function canonical(map: MapDocument): Json {
  const sorted = (part: string, one: Json): Json => ({ ...one, ...Object.fromEntries(setsOf(part).map((name) => [name, [...new Set(one[name])].toSorted()])) })
  const lists = PARTS.map((part) => [COLLECTION[part], (map[COLLECTION[part]] as readonly Json[]).map((one) => sorted(part, one)).toSorted((a, b) => (a['id'] < b['id'] ? -1 : 1))])
  const curve = map.curve.map((one) => sorted('point', one)).toSorted((a, b) => (keyed('curve', a) < keyed('curve', b) ? -1 : 1))
  return { ...sorted('map', map), ...Object.fromEntries(lists), curve }
}

const expected = (before: Json, end: Json | 'before'): Json => canonical(readMap(changed(before, end)))

function shape(edit: Edit): Json {
  const { kind, target, fields } = edit as Json
  return { kind, ...(target && { target }), ...(fields && { fields }) }
}

/** The map and every object in it, frozen: whoever writes into it is caught. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    Object.values(value).forEach(frozen)
  }
  return value
}

const start = (one: Case): MapDocument => frozen(readMap(MAPS[one.before]!))
const named = (choose: (one: Case) => unknown): [string, Case][] => CASES.filter(choose).map((one) => [`${one.rule}: ${one.name}`, one])

test.each(named((one) => one.edits))('%s', (_name, one) => {
  let map = start(one)
  const back: [MapDocument, Edit][] = []
  const edits = one.edits!
  for (const fields of one.error ? edits.slice(0, -1) : edits) {
    const edit = parseEdit(fields)
    back.push([map, edit])
    map = frozen(apply(map, edit))
  }
  if (one.error) {
    let code = 'none'
    try {
      apply(map, parseEdit(edits.at(-1)))
    } catch (error) {
      if (!(error instanceof EditRefused)) throw error
      code = error.code
    }
    expect(code).toBe(one.error)
    return
  }
  expect(canonical(map)).toEqual(expected(MAPS[one.before]!, one.after))
  for (const [cell, cards] of Object.entries(one.order ?? {})) {
    const [stage, lane] = cell.split('/') as [string, string]
    expect(cardsOf(map, stage, lane).map((card) => card.id)).toEqual(cards)
  }
  const inverses = back.map(([before, edit]) => inverse(before, edit))
  for (const undoing of inverses.toReversed()) for (const edit of undoing) map = apply(map, edit)
  expect(canonical(map)).toEqual(expected(MAPS[one.before]!, one.undone))
  if (one.inverses) expect(inverses.map((undoing) => undoing.map(shape))).toEqual(one.inverses)
})

test.each(named((one) => one.history))('%s', (_name, one) => {
  let map = start(one)
  let history = new History()
  one.history!.forEach((step, place) => {
    let edits: readonly Edit[]
    if (step.edit) {
      const edit = parseEdit(step.edit)
      edits = [edit]
      history = history.record(map, edit)
    } else if (step.undo) [history, edits] = history.undo(map, step.undo, { event: `step${place}` })
    else [history, edits] = history.redo(map, step.redo!, { event: `step${place}` })
    for (const edit of edits) map = apply(map, edit)
  })
  expect(canonical(map)).toEqual(expected(MAPS[one.before]!, one.after))
})

test.each(named((one) => one.found))('%s', (_name, one) => {
  const before = MAPS[one.before]!
  expect(canonical(settle(changed(before, one.found!)))).toEqual(expected(before, one.after))
})

test('every rule of the specification has a case', () => {
  const rules = new Set([...readFileSync(new URL('SPEC.md', SPEC), 'utf-8').matchAll(/^\*\*(E\d+)\./gm)].map((found) => found[1]))
  expect(new Set(CASES.map((one) => one.rule))).toEqual(rules)
})
