import { checked, read, type Schema } from './check'
import { checkObject, checkPoint } from './document'
import type { AddEdit, Edit, MembersEdit, MoveEdit, PointEdit, RemoveEdit, SetEdit } from './generated/edit'
import type { CurvePoint, MapDocument } from './generated/map'
import { SCHEMA } from './generated/schema'
import {
  COLLECTION, RESTORABLE, byId, found, holders, placeOf, pointKey, pointsByKey, schemaOf, setsOf, settable, togetherOf,
  type Fields, type ObjectEdit, type Part, type Removable,
} from './part'
import { EditRefused } from './refused'

/** Edits happen: a map and an edit give the map after it. Rules E1… are those of `spec/edits/SPEC.md`. */

const DEFINITIONS = SCHEMA.map.$defs!
const KINDS: Readonly<Record<string, string>> = {
  add: 'Add', set: 'Set', move: 'Move', members: 'Members', remove: 'Remove', restore: 'Restore', point: 'Point',
}

/** The edit in these JSON values; EditRefused `model.edit_malformed` where they are none (E19). */
export function parseEdit(fields: unknown): Edit {
  const kind = typeof fields === 'object' && fields !== null ? (fields as { kind?: unknown }).kind : undefined
  const definitions = SCHEMA.edit.$defs!
  const schema: Schema = typeof kind === 'string' && Object.hasOwn(KINDS, kind)
    ? definitions[KINDS[kind]!]!
    : { type: 'object', properties: { kind: { enum: Object.keys(KINDS) } }, required: ['kind'] }
  const edit = checked(schema, fields, definitions, 'edit', 'model.edit_malformed') as Edit
  if ('fields' in edit && Object.keys(edit.fields).length === 0 && edit.kind !== 'add') {
    throw new EditRefused('model.edit_malformed', { place: `edit ${edit.id}`, field: 'fields', value: '{}', allowed: '≥ 1' })
  }
  return edit
}

/** The map after the edit; what the edit does not touch keeps its identity. EditRefused where a rule is broken. */
export function apply(map: MapDocument, edit: Edit): MapDocument {
  switch (edit.kind) {
    case 'add':
      return added(map, edit)
    case 'set':
      return setFields(map, edit)
    case 'move':
      return withObject(map, edit.target.object, changed(map, edit))
    case 'members':
      return withObject(map, edit.target.object, withMembers(map, edit))
    case 'remove':
      return removed(map, edit)
    case 'restore':
      return withObject(map, edit.target.object, kept(target(map, edit), { deleted: false }))
    case 'point':
      return pointed(map, edit)
  }
}

/** The map after all edits, one after another: all of them or, where one is refused, none. */
export function applyAll(map: MapDocument, edits: Iterable<Edit>): MapDocument {
  let after = map
  for (const edit of edits) after = apply(after, edit)
  return after
}

const placeOfEdit = (edit: ObjectEdit): string => `edit ${edit.id}, ${edit.target.object} ${edit.target.id}`

/** The object an edit is about; EditRefused names those there are. */
export function target(map: MapDocument, edit: Exclude<ObjectEdit, AddEdit>): Fields {
  const { object, id } = edit.target
  const there = found(map, object, id)
  if (there) return there
  const ids = object === 'map' ? [map.id] : [...byId(map, object).keys()].toSorted().slice(0, 12)
  throw new EditRefused('model.no_such', { place: `edit ${edit.id}`, kind: object, id, allowed: ids.join(', ') || '—' })
}

/** The object as an edit of its fields leaves it; itself where nothing changes. */
export function changed(map: MapDocument, edit: SetEdit | MoveEdit): Fields {
  const one = target(map, edit)
  const part = edit.target.object
  allow(edit, edit.kind === 'move' ? placeOf(part) : settable(part), Object.keys(edit.fields))
  return kept(one, checkedFields(part, edit.fields, placeOfEdit(edit)))
}

/** The point an edit sets, everything not said at its default; one that takes a point away gives an empty one. */
export function pointOf(edit: PointEdit): CurvePoint {
  const whose = { kind: edit.curve ?? 'emotion', persona: edit.persona, stage: edit.stage, future: edit.future ?? false }
  const place = `edit ${edit.id}, curve ${edit.persona}/${edit.stage}`
  const twice = Object.keys(whose).find((name) => edit.value !== null && name in edit.value)
  if (twice) throw new EditRefused('model.edit_field', { place, kind: 'point', field: twice, allowed: 'value, scale, low, high, n, label' })
  return checked(schemaOf('point'), { ...(edit.value ?? { value: null }), ...whose }, DEFINITIONS, place) as CurvePoint
}

/** The values of these fields, checked against the schema of their part (E5). */
function checkedFields(part: Part | 'point', fields: Fields, place: string): Fields {
  const properties = schemaOf(part).properties!
  const asked = Object.fromEntries(Object.keys(fields).map((name) => [name, properties[name]!]))
  return checked({ type: 'object', properties: asked, required: Object.keys(asked) }, fields, DEFINITIONS, place) as Fields
}

/** The object with these fields; the same object, and the same values in it, where they are what they were. */
function kept(one: Fields, fields: Fields): Fields {
  const different = Object.entries(fields).filter(([name, value]) => !same(one[name], value))
  return different.length === 0 ? one : { ...one, ...Object.fromEntries(different) }
}

/** Whether two JSON values say the same. */
export function same(one: unknown, other: unknown): boolean {
  if (one === other) return true
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false
  if (Array.isArray(one) !== Array.isArray(other)) return false
  const names = Object.keys(one)
  if (names.length !== Object.keys(other).length) return false
  return names.every((name) => Object.hasOwn(other, name) && same((one as Fields)[name], (other as Fields)[name]))
}

/** The map with the new object in the place of the one with its id, checked. */
function withObject(map: MapDocument, part: Part, new_: Fields): MapDocument {
  if (part === 'map') return new_ as unknown as MapDocument
  if (new_ === found(map, part, new_['id'] as string)) return map
  const collection = COLLECTION[part]
  const objects = map[collection] as readonly { id: string }[]
  const after = { ...map, [collection]: objects.map((one) => (one.id === new_['id'] ? new_ : one)) } as MapDocument
  checkObject(after, part, new_)
  return after
}

function added(map: MapDocument, edit: AddEdit): MapDocument {
  const { object: part, id } = edit.target
  if (byId(map, part).has(id)) throw new EditRefused('model.id_twice', { kind: part, id })
  allow(edit, [...settable(part), ...placeOf(part), ...setsOf(part)], Object.keys(edit.fields))
  const new_ = checked(schemaOf(part), { ...edit.fields, id }, DEFINITIONS, placeOfEdit(edit)) as Fields
  const collection = COLLECTION[part]
  const after = { ...map, [collection]: [...map[collection], new_] } as MapDocument
  checkObject(after, part, new_)
  return after
}

function setFields(map: MapDocument, edit: SetEdit): MapDocument {
  const pair = togetherOf(edit.target.object)
  const given = pair.filter((name) => name in edit.fields)
  if (given.length > 0 && given.length < pair.length) {
    throw new EditRefused('model.edit_together', { place: placeOfEdit(edit), field: given[0], allowed: pair.join(', ') })
  }
  return withObject(map, edit.target.object, changed(map, edit))
}

function allow(edit: AddEdit | SetEdit | MoveEdit | MembersEdit, allowed: readonly string[], fields: readonly string[]): void {
  const strange = fields.find((name) => !allowed.includes(name))
  if (strange === undefined) return
  throw new EditRefused('model.edit_field', { place: placeOfEdit(edit), kind: edit.kind, field: strange, allowed: allowed.join(', ') || '—' })
}

function withMembers(map: MapDocument, edit: MembersEdit): Fields {
  const one = target(map, edit)
  allow(edit, setsOf(edit.target.object), [edit.field])
  const left = (one[edit.field] as readonly string[]).filter((name) => !edit.remove?.includes(name))
  const members = [...new Set([...left, ...(edit.add ?? [])])]
  return kept(one, checkedFields(edit.target.object, { [edit.field]: members }, placeOfEdit(edit)))
}

function removed(map: MapDocument, edit: RemoveEdit): MapDocument {
  const part: Removable = edit.target.object
  const one = target(map, edit)
  if (RESTORABLE.includes(part)) return withObject(map, part, kept(one, { deleted: true }))
  const users = [...holders(map, part, edit.target.id)].map(([reference, holder]) =>
    `${reference.holder} ${reference.holder === 'point' ? pointKey(holder as unknown as CurvePoint) : String(holder['id'])}`)
  if (users.length > 0) throw new EditRefused('model.edit_in_use', { place: placeOfEdit(edit), users: users.toSorted().slice(0, 12).join(', ') })
  const collection = COLLECTION[part]
  return { ...map, [collection]: (map[collection] as readonly { id: string }[]).filter((other) => other.id !== edit.target.id) }
}

function pointed(map: MapDocument, edit: PointEdit): MapDocument {
  const point = pointOf(edit)
  const key = pointKey(point)
  const held = pointsByKey(map).get(key)
  if (edit.value === null) return held ? { ...map, curve: map.curve.filter((one) => one !== held) } : map
  if (held && same(held, point)) return map
  const after = { ...map, curve: held ? map.curve.map((one) => (one === held ? point : one)) : [...map.curve, point] }
  checkPoint(after, point)
  return after
}

/** The value of one field as the schema reads it, defaults inside it filled; Fault where it is refused. */
export function readField(part: Part | 'point', field: string, value: unknown): unknown {
  return read(schemaOf(part).properties![field]!, value, DEFINITIONS, field)
}
