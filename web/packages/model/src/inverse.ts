import { changed, parseEdit, pointOf, same, target } from './apply'
import type { Edit, MoveEdit, PointEdit, RemoveEdit, SetEdit } from './generated/edit'
import type { CurvePoint, MapDocument } from './generated/map'
import { shortened } from './id'
import { RESTORABLE, holders, pointKey, pointsByKey, togetherOf, type Fields, type ObjectEdit, type Reference } from './part'
import { pointEdit, written } from './written'

/** What takes an edit back, and what frees an object before it is removed: edits again, as every change is. */

/** The edits that, applied after `edit`, bring back what `map` says; none where the edit changes nothing (E14). */
export function inverse(map: MapDocument, edit: Edit): readonly Edit[] {
  switch (edit.kind) {
    case 'add':
      return [stamped(edit, { kind: 'remove', target: targetOf(edit) })]
    case 'set':
    case 'move':
      return fieldsBack(map, edit)
    case 'members': {
      const held = new Set(target(map, edit)[edit.field] as readonly string[])
      const after = new Set([...held].filter((one) => !edit.remove?.includes(one)).concat(edit.add ?? []))
      const add = [...held].filter((one) => !after.has(one)).toSorted()
      const remove = [...after].filter((one) => !held.has(one)).toSorted()
      return add.length + remove.length ? [stamped(edit, { kind: 'members', target: targetOf(edit), field: edit.field, add, remove })] : []
    }
    case 'remove':
      return removalBack(edit, target(map, edit))
    case 'restore':
      return target(map, edit)['deleted'] ? [stamped(edit, { kind: 'remove', target: targetOf(edit) })] : []
    case 'point':
      return pointBack(map, edit)
  }
}

/** The edit with those before it that free its object (E11): references are cleared, points and arrows removed. */
export function removal(map: MapDocument, edit: RemoveEdit): readonly Edit[] {
  const { object: part, id } = edit.target
  const whole: RemoveEdit = { ...edit, event: edit.event || edit.id }
  const held = RESTORABLE.includes(part) ? [] : [...holders(map, part, id)]
  return [...held.map(([reference, one], place) => oneStamped(whole, `free${place}`, freeing(reference, one, id))), whole]
}

function freeing(reference: Reference, one: Fields, id: string): object {
  const at = { object: reference.holder, id: one['id'] }
  if (reference.holder === 'point') {
    const point = one as unknown as CurvePoint
    return reference.many ? pointEdit({ ...point, evidence: point.evidence.filter((other) => other !== id) }) : pointEdit(point, true)
  }
  if (reference.holder === 'arrow') return { kind: 'remove', target: at }
  if (reference.many) return { kind: 'members', target: at, field: reference.field, remove: [id] }
  return { kind: 'set', target: at, fields: { [reference.field]: null } }
}

function fieldsBack(map: MapDocument, edit: SetEdit | MoveEdit): readonly Edit[] {
  const held = target(map, edit)
  const after = changed(map, edit)
  const different = new Set(Object.keys(edit.fields).filter((name) => !same(held[name], after[name])))
  const pair = togetherOf(edit.target.object)
  if (pair.some((name) => different.has(name))) for (const name of pair) different.add(name)
  const back = Object.fromEntries(Object.keys(edit.fields).filter((name) => different.has(name)).map((name) => [name, held[name]]))
  return different.size ? [stamped(edit, { kind: edit.kind, target: targetOf(edit), fields: back })] : []
}

function removalBack(edit: RemoveEdit, one: Fields): readonly Edit[] {
  const part = edit.target.object
  if (RESTORABLE.includes(part)) return one['deleted'] ? [] : [stamped(edit, { kind: 'restore', target: targetOf(edit) })]
  return [stamped(edit, { kind: 'add', target: targetOf(edit), fields: written(part, one) })]
}

function pointBack(map: MapDocument, edit: PointEdit): readonly Edit[] {
  const new_ = pointOf(edit)
  const held = pointsByKey(map).get(pointKey(new_))
  const unchanged = edit.value === null ? held === undefined : held !== undefined && same(held, new_)
  return unchanged ? [] : [stamped(edit, pointEdit(held ?? new_, held === undefined))]
}

const targetOf = (edit: ObjectEdit) => ({ object: edit.target.object, id: edit.target.id })
const stamped = (edit: Edit, fields: object): Edit => oneStamped(edit, 'undo', fields)

/** An edit of the same person, time and gesture; its id follows from the edit's. */
function oneStamped(edit: Edit, suffix: string, fields: object): Edit {
  const { who, when, event, undoable } = edit
  return parseEdit({ id: shortened(`${edit.id}.${suffix}`), who, when, event, undoable, ...fields })
}
