import type { Edit, MoveTarget, PartTarget, RestoreTarget } from './generated/edit'
import type {
  Actor, Arrow, Card, Channel, CurvePoint, Evidence, Lane, Link, MapDocument, Metric, Persona, Stage, Touchpoint,
} from './generated/map'
import { SCHEMA } from './generated/schema'

/** Kinds of object, which field is what, who refers to whom: as `model/part.py` has it. */
export type Part = PartTarget['object']
export type Movable = MoveTarget['object']
export type Restorable = RestoreTarget['object']
export type Removable = Exclude<Part, 'map'>

export interface Objects {
  stage: Stage
  link: Link
  lane: Lane
  persona: Persona
  card: Card
  actor: Actor
  arrow: Arrow
  touchpoint: Touchpoint
  channel: Channel
  metric: Metric
  evidence: Evidence
}

export type Collection =
  | 'stages' | 'links' | 'lanes' | 'personas' | 'cards' | 'actors' | 'arrows' | 'touchpoints' | 'channels' | 'metrics' | 'evidence'

/** An object of any part, as code that treats all alike sees it. */
export type Fields = Readonly<Record<string, unknown>>

export const COLLECTION: Readonly<Record<Removable, Collection>> = {
  stage: 'stages', link: 'links', lane: 'lanes', persona: 'personas', card: 'cards', actor: 'actors', arrow: 'arrows',
  touchpoint: 'touchpoints', channel: 'channels', metric: 'metrics', evidence: 'evidence',
}
export const PARTS = Object.keys(COLLECTION) as readonly Removable[]
export const RESTORABLE: readonly string[] = ['stage', 'link', 'lane', 'card', 'arrow']

const DEFINITION: Readonly<Record<Removable | 'point', string>> = {
  stage: 'Stage', link: 'Link', lane: 'Lane', persona: 'Persona', card: 'Card', actor: 'Actor', arrow: 'Arrow',
  touchpoint: 'Touchpoint', channel: 'Channel', metric: 'Metric', evidence: 'Evidence', point: 'CurvePoint',
}
const PLACES: Readonly<Record<string, readonly string[]>> = {
  stage: ['parent', 'rank'], lane: ['rank'], card: ['stage', 'lane', 'rank'], arrow: ['stage', 'rank'],
}
const SETS: Readonly<Record<string, readonly string[]>> = {
  map: ['tags', 'segments', 'channels_seen'], link: ['evidence'], lane: ['personas'],
  card: ['tags', 'about', 'evidence'], point: ['evidence'],
}

/** The fields that are the place of an object: one thing, changed by `move` alone. */
export const placeOf = (part: string): readonly string[] => PLACES[part] ?? []

/** The fields that are sets: their members come and go by themselves. */
export const setsOf = (part: string): readonly string[] => SETS[part] ?? []

/** Fields that mean nothing without each other: who sets one sets the other. */
export const togetherOf = (part: string): readonly string[] => (part === 'card' ? ['emotion', 'scale'] : [])

/** The schema of an object of this part. */
export function schemaOf(part: Part | 'point') {
  return part === 'map' ? SCHEMA.map : SCHEMA.map.$defs![DEFINITION[part]]!
}

const SETTABLE = new Map<Part, readonly string[]>()

/** The fields of a part that are plain values: neither its id, nor its place, nor a set, nor the tombstone. */
export function settable(part: Part): readonly string[] {
  const known = SETTABLE.get(part)
  if (known) return known
  const other = new Set<string>(['id', 'deleted', 'version', ...placeOf(part), ...setsOf(part)])
  if (part === 'map') for (const name of [...Object.values(COLLECTION), 'curve']) other.add(name)
  const fields = Object.keys(schemaOf(part).properties!).filter((name) => !other.has(name))
  SETTABLE.set(part, fields)
  return fields
}

/** A field of one kind of part that names parts of another kind; `many`: it is a set of ids. */
export interface Reference {
  readonly holder: Removable | 'point'
  readonly field: string
  readonly target: Removable
  readonly many: boolean
}

const refers = (holder: Removable | 'point', field: string, target: Removable, many = false): Reference => ({ holder, field, target, many })

export const REFERENCES: readonly Reference[] = [
  refers('stage', 'parent', 'stage'),
  refers('link', 'source', 'stage'),
  refers('link', 'target', 'stage'),
  refers('link', 'evidence', 'evidence', true),
  refers('lane', 'personas', 'persona', true),
  refers('card', 'stage', 'stage'),
  refers('card', 'lane', 'lane'),
  refers('card', 'span_to', 'stage'),
  refers('card', 'persona', 'persona'),
  refers('card', 'touchpoint', 'touchpoint'),
  refers('card', 'metric', 'metric'),
  refers('card', 'about', 'card', true),
  refers('card', 'evidence', 'evidence', true),
  refers('actor', 'persona', 'persona'),
  refers('arrow', 'stage', 'stage'),
  refers('arrow', 'source', 'actor'),
  refers('arrow', 'target', 'actor'),
  refers('point', 'persona', 'persona'),
  refers('point', 'stage', 'stage'),
  refers('point', 'evidence', 'evidence', true),
]

/** What makes a curve point the one it is: `emotion/anna/pay`, with `/future` behind where it is as it is to be. */
export function pointKey(point: Pick<CurvePoint, 'kind' | 'persona' | 'stage' | 'future'>): string {
  return [point.kind, point.persona, point.stage, ...(point.future ? ['future'] : [])].join('/')
}

const INDEX = new WeakMap<readonly unknown[], ReadonlyMap<string, unknown>>()

function indexed<T>(objects: readonly T[], name: (one: T) => string): ReadonlyMap<string, T> {
  const known = INDEX.get(objects)
  if (known) return known as ReadonlyMap<string, T>
  const made = new Map(objects.map((one) => [name(one), one]))
  INDEX.set(objects, made)
  return made
}

/** The objects of a part by id; made once for every list. */
export function byId<P extends Removable>(document: MapDocument, part: P): ReadonlyMap<string, Objects[P]> {
  return indexed(document[COLLECTION[part]] as unknown as readonly Objects[P][], (one) => one.id)
}

/** The curve points by their key. */
export function pointsByKey(document: MapDocument): ReadonlyMap<string, CurvePoint> {
  return indexed(document.curve, pointKey)
}

/** The object with this id, of whatever part; of "map" the map itself. */
export function found(document: MapDocument, part: Part, id: string): Fields | undefined {
  if (part === 'map') return id === document.id ? (document as unknown as Fields) : undefined
  return byId(document, part).get(id) as Fields | undefined
}

/** The living objects that refer to one, as [reference, who refers]. */
export function* holders(document: MapDocument, part: Removable, id: string): Generator<[Reference, Fields]> {
  for (const reference of REFERENCES) {
    if (reference.target !== part) continue
    const all = reference.holder === 'point' ? document.curve : document[COLLECTION[reference.holder]]
    for (const one of all as unknown as readonly Fields[]) {
      const held = one[reference.field]
      if (one['deleted'] !== true && (reference.many ? (held as string[]).includes(id) : held === id)) yield [reference, one]
    }
  }
}

/** An edit of an object, not of a curve point. */
export type ObjectEdit = Exclude<Edit, { kind: 'point' }>
