import {
  COLLECTION, PARTS, byId, placeOf, pointKey, pointsByKey, same, schemaOf, setsOf, settable, settled, written,
  type CurvePoint, type Fields, type MapDocument, type Part, type Removable,
} from '@tropa/model'
import * as Y from 'yjs'
import { foundHeader, foundObject, foundPoint, idFits } from './found'
import { writeTree } from './tree'

/** A map as a shared document and back (spec/edits/SPEC.md, "In a shared document"; spec/shared). */

/** The origin of what is written here by edits. */
export const LOCAL = 'local'

const ROOTS = ['map', 'curve', ...PARTS.map((part) => COLLECTION[part])] as const
const PART_OF = new Map<string, Removable>(PARTS.map((part) => [COLLECTION[part], part]))
const byName = (one: { id: string }, other: { id: string }): number => (one.id < other.id ? -1 : 1)

/** The map in a shared document, kept up to date: a change of one card gives a new map that shares all others. */
export class SharedMap {
  readonly #doc: Y.Doc
  readonly #heard: () => void
  readonly #objects = new Map<Removable, Map<string, Fields>>()
  readonly #points = new Map<string, CurvePoint>()
  readonly #dirty = new Map<string, Set<string>>()
  readonly #stop: (() => void)[] = []
  #raw: MapDocument
  #document: MapDocument

  constructor(doc: Y.Doc, mapId: string, heard: () => void = () => undefined) {
    this.#doc = doc
    this.#heard = heard
    this.#raw = this.#all(mapId)
    this.#document = settled(this.#raw)
    for (const root of ROOTS) {
      const shared = doc.getMap(root)
      const mark = (events: Y.YEvent<Y.AbstractType<unknown>>[]): void => this.#mark(root, shared, events)
      shared.observeDeep(mark as never)
      this.#stop.push(() => shared.unobserveDeep(mark as never))
    }
    const flush = (): void => this.#flush()
    doc.on('afterTransaction', flush)
    this.#stop.push(() => doc.off('afterTransaction', flush))
  }

  /** The settled map: the same value until something changes. */
  get document(): MapDocument {
    return this.#document
  }

  /** Whether nothing has ever been written into the document. */
  get empty(): boolean {
    return this.#doc.getMap('map').size === 0
  }

  close(): void {
    for (const stop of this.#stop) stop()
  }

  #all(mapId: string): MapDocument {
    const lists: Record<string, unknown> = {}
    for (const part of PARTS) {
      const objects = new Map<string, Fields>()
      for (const [id, held] of this.#doc.getMap(COLLECTION[part]).entries()) {
        if (held instanceof Y.Map && idFits(part, id)) objects.set(id, foundObject(part, id, held))
      }
      this.#objects.set(part, objects)
      lists[COLLECTION[part]] = ordered(objects)
    }
    for (const [key, held] of this.#doc.getMap('curve').entries()) {
      const point = foundPoint(key, held)
      if (point) this.#points.set(key, point)
    }
    return { version: 1, ...foundHeader(this.#doc.getMap('map')), id: mapId, ...lists, curve: this.#curve() } as unknown as MapDocument
  }

  #mark(root: string, shared: Y.Map<unknown>, events: readonly Y.YEvent<Y.AbstractType<unknown>>[]): void {
    let dirty = this.#dirty.get(root)
    if (!dirty) this.#dirty.set(root, (dirty = new Set()))
    for (const event of events) {
      if (event.target === (shared as unknown)) for (const key of (event as unknown as Y.YMapEvent<unknown>).keysChanged) dirty.add(key)
      else dirty.add(String(event.path[0]))
    }
  }

  #flush(): void {
    if (this.#dirty.size === 0) return
    let raw = this.#raw
    for (const [root, ids] of this.#dirty) {
      const part = PART_OF.get(root)
      if (root === 'map') raw = this.#withHeader(raw)
      else if (root === 'curve') raw = this.#withPoints(raw, ids)
      else if (part) raw = this.#withObjects(raw, part, ids)
    }
    this.#dirty.clear()
    if (raw === this.#raw) return
    this.#raw = raw
    const before = this.#document
    this.#document = settled(raw)
    if (this.#document !== before) this.#heard()
  }

  #withHeader(raw: MapDocument): MapDocument {
    const held = raw as unknown as Fields
    const different = Object.entries(foundHeader(this.#doc.getMap('map'))).filter(([name, value]) => !same(held[name], value))
    return different.length ? { ...raw, ...Object.fromEntries(different) } : raw
  }

  #withPoints(raw: MapDocument, keys: ReadonlySet<string>): MapDocument {
    const shared = this.#doc.getMap('curve')
    for (const key of keys) {
      const point = foundPoint(key, shared.get(key))
      if (!point) this.#points.delete(key)
      else if (!same(point, this.#points.get(key))) this.#points.set(key, point)
    }
    return { ...raw, curve: this.#curve() }
  }

  #withObjects(raw: MapDocument, part: Removable, ids: ReadonlySet<string>): MapDocument {
    const objects = this.#objects.get(part)!
    const shared = this.#doc.getMap(COLLECTION[part])
    let changed = false
    for (const id of ids) {
      const held = shared.get(id)
      const now = held instanceof Y.Map && idFits(part, id) ? foundObject(part, id, held) : undefined
      if (same(now, objects.get(id))) continue
      changed = true
      if (now) objects.set(id, now)
      else objects.delete(id)
    }
    return changed ? { ...raw, [COLLECTION[part]]: ordered(objects) } : raw
  }

  #curve(): readonly CurvePoint[] {
    return [...this.#points].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, point]) => point)
  }
}

/** Objects by id: what order they were made in means nothing, and so it is the same for everybody. */
const ordered = (objects: ReadonlyMap<string, Fields>): readonly Fields[] => [...(objects as ReadonlyMap<string, Fields & { id: string }>).values()].toSorted(byName)

/** Write into the document what differs between two maps, in one transaction; `before` null: all of it. */
export function writeDifference(doc: Y.Doc, before: MapDocument | null, after: MapDocument, origin: unknown = LOCAL): void {
  doc.transact(() => {
    writeFields(doc.getMap('map'), 'map', before as Fields | null, after as unknown as Fields)
    for (const part of PARTS) {
      const collection = COLLECTION[part]
      if (before?.[collection] !== after[collection]) writePart(doc.getMap(collection), part, before, after)
    }
    if (before?.curve !== after.curve) writePoints(doc.getMap('curve'), before, after)
  }, origin)
}

function writePart(shared: Y.Map<unknown>, part: Removable, before: MapDocument | null, after: MapDocument): void {
  const old = before ? (byId(before, part) as unknown as ReadonlyMap<string, Fields>) : new Map<string, Fields>()
  const now = byId(after, part) as unknown as ReadonlyMap<string, Fields>
  for (const id of old.keys()) if (!now.has(id)) shared.delete(id)
  for (const [id, one] of now) {
    const was = old.get(id)
    if (was === one) continue
    const held = shared.get(id)
    if (held instanceof Y.Map) {
      writeFields(held, part, was ?? null, one)
      continue
    }
    const made = new Y.Map<unknown>()
    shared.set(id, made)
    writeFields(made, part, null, one)
  }
}

/** The fields of an object that differ; of a new one those that are not at their default. */
function writeFields(shared: Y.Map<unknown>, part: Part, was: Fields | null, one: Fields): void {
  const { properties, required = [] } = schemaOf(part)
  for (const name of setsOf(part)) writeSet(shared, name, (was?.[name] ?? []) as readonly string[], one[name] as readonly string[])
  for (const name of [...settable(part), ...placeOf(part), ...('deleted' in one ? ['deleted'] : [])]) {
    const kept = was ? same(was[name], one[name]) : !required.includes(name) && same(properties![name]!.default, one[name])
    if (kept) continue
    if (part === 'card' && name === 'body') writeBody(shared, clean(one[name]) as string)
    else shared.set(name, clean(one[name]))
  }
}

function writeBody(shared: Y.Map<unknown>, text: string): void {
  let tree = shared.get('body')
  if (!(tree instanceof Y.XmlFragment)) shared.set('body', (tree = new Y.XmlFragment()))
  writeTree(tree as Y.XmlFragment, text)
}

function writeSet(shared: Y.Map<unknown>, name: string, old: readonly string[], now: readonly string[]): void {
  if (old === now) return
  for (const member of old) if (!now.includes(member)) shared.delete(`${name}/${clean(member) as string}`)
  for (const member of now) if (!old.includes(member)) shared.set(`${name}/${clean(member) as string}`, true)
}

function writePoints(shared: Y.Map<unknown>, before: MapDocument | null, after: MapDocument): void {
  const old = before ? pointsByKey(before) : new Map<string, CurvePoint>()
  const now = pointsByKey(after)
  for (const key of old.keys()) if (!now.has(key)) shared.delete(key)
  for (const [key, point] of now) {
    const was = old.get(key)
    if (was === point || (was && same(was, point))) continue
    const { kind: _kind, persona: _persona, stage: _stage, future: _future, ...value } = written('point', point as unknown as Fields)
    shared.set(pointKey(point), clean({ value: null, ...value }))
  }
}

/** The value as Yjs can hold it: no halves of letters. */
function clean(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(/[\ud800-\udfff]/gu, '\ufffd')
  if (Array.isArray(value)) return value.map(clean)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, clean(inner)]))
}
