import { checked } from './check'
import { same } from './apply'
import { within } from './emotion'
import type { Card, CurvePoint, MapDocument, Stage } from './generated/map'
import { SCHEMA } from './generated/schema'
import { COLLECTION, PARTS, REFERENCES, byId, schemaOf, type Fields, type Removable } from './part'

/** A shared document read as a map, where edits of several people met that no one of them could have made (E20). */

export type Known = Readonly<Record<Removable, { has(id: string): boolean }>>

/** The map in these JSON values, in which what two people's edits left unfit together is settled. */
export function settle(fields: unknown): MapDocument {
  return settled(checked(SCHEMA.map, fields, SCHEMA.map.$defs!, 'map') as MapDocument)
}

/** The map settled: what is fit already keeps its identity, and so does what is settled as it was before. */
export function settled(map: MapDocument): MapDocument {
  const known = Object.fromEntries(PARTS.map((part) => [part, byId(map, part)])) as unknown as Known
  const update: Record<string, unknown> = {}
  for (const part of PARTS) {
    const before = map[COLLECTION[part]] as unknown as readonly Fields[]
    let after = sameList(before, before.map((one) => remembered(one, fit(part, one, known))))
    if (part === 'stage') after = withoutCircles(after as unknown as readonly Stage[]) as unknown as readonly Fields[]
    if (after !== before) update[COLLECTION[part]] = after
  }
  const there = map.curve.filter((one) => known.persona.has(one.persona) && known.stage.has(one.stage))
  const points = sameList(map.curve, there.map((one) => remembered(one, fit('point', one as unknown as Fields, known) as unknown as CurvePoint)))
  if (points !== map.curve) update['curve'] = points
  return Object.keys(update).length ? { ...map, ...update } : map
}

const SETTLED = new WeakMap<object, unknown>()

/** What was made of an object the last time, where the same is made of it now. */
function remembered<T extends object>(one: T, now: T): T {
  if (now === one) return one
  const before = SETTLED.get(one) as T | undefined
  if (before !== undefined && same(before, now)) return before
  SETTLED.set(one, now)
  return now
}

function sameList<T>(before: readonly T[], after: readonly T[]): readonly T[] {
  const alike = (list: readonly T[]): boolean => list.length === after.length && after.every((one, place) => one === list[place])
  if (alike(before)) return before
  const known = SETTLED.get(before) as readonly T[] | undefined
  if (known && alike(known)) return known
  SETTLED.set(before, after)
  return after
}

/** The object without references to what is gone; a tombstone where it cannot be without one. */
export function fit(part: Removable | 'point', one: Fields, known: Known): Fields {
  if (one['deleted'] === true && part !== 'stage') return one
  const update: Record<string, unknown> = {}
  for (const { holder, field, target, many } of REFERENCES) {
    if (holder !== part) continue
    const held = one[field]
    if (many) {
      const left = (held as readonly string[]).filter((id) => known[target].has(id))
      if (left.length < (held as readonly string[]).length) update[field] = left
    } else if (held !== null && !known[target].has(held as string)) {
      if (schemaOf(part).required?.includes(field)) update['deleted'] = true
      else update[field] = null
    }
  }
  if (part === 'card') {
    const card = one as unknown as Card
    if (card.emotion !== null && !within(card.emotion, card.scale)) update['emotion'] = null
  }
  return Object.keys(update).length ? { ...one, ...update } : one
}

/** Where stages are inside each other, the one with the greatest id stands alone. */
export function withoutCircles(stages: readonly Stage[]): readonly Stage[] {
  const there = new Map(stages.map((one) => [one.id, one]))
  let freed = false
  for (const name of [...there.keys()].toSorted()) {
    const walked: string[] = []
    let above: string | null = name
    while (above !== null && !walked.includes(above)) {
      walked.push(above)
      above = there.get(above)?.parent ?? null
    }
    if (above === null) continue
    const last: string = walked.slice(walked.indexOf(above)).reduce((one, other) => (one > other ? one : other))
    there.set(last, { ...there.get(last)!, parent: null })
    freed = true
  }
  return freed ? [...there.values()] : stages
}
