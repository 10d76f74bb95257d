import { apply } from './apply'
import type { Edit, MoveEdit, SetEdit } from './generated/edit'
import type { MapDocument } from './generated/map'
import { inverse } from './inverse'
import { found, togetherOf } from './part'
import { EditRefused } from './refused'

/** Undo and redo: each person's own, a gesture at a time, never over what somebody else did since (E14…E17). */

/** One gesture of a person: its edits, each with those that take it back. */
export interface Step {
  readonly who: string
  readonly event: string
  readonly edits: readonly (readonly [Edit, readonly Edit[]])[]
}

/** Names the gesture of an undo: its edits are `event.0`, `event.1`… */
export interface Stamp {
  readonly event: string
  readonly when?: string | null
}

/** What can be undone and redone, as a value: the latest step last. */
export class History {
  constructor(readonly done: readonly Step[] = [], readonly undone: readonly Step[] = []) {}

  /** The history with an edit of the map `before`; what its person had undone can no longer be redone. */
  record(before: MapDocument, edit: Edit): History {
    if (edit.undoable === false) return this
    const pair = [edit, inverse(before, edit)] as const
    const who = edit.who ?? ''
    const event = edit.event || edit.id
    const undone = this.undone.filter((step) => step.who !== who)
    const last = this.done.findLastIndex((step) => step.who === who)
    const held = this.done[last]
    if (held?.event !== event) return new History([...this.done, { who, event, edits: [pair] }], undone)
    return new History(this.done.with(last, { ...held, edits: [...held.edits, pair] }), undone)
  }

  /** The history after, and the edits that undo the person's last step on this map; none where there is nothing. */
  undo(map: MapDocument, who: string, stamp: Stamp): readonly [History, readonly Edit[]] {
    const taken = take(this.done, map, who, stamp)
    if (!taken) return [this, []]
    return [new History(taken.rest, taken.edits.length ? [...this.undone, taken.step] : this.undone), taken.edits]
  }

  /** The history after, and the edits that do again what the person undid last. */
  redo(map: MapDocument, who: string, stamp: Stamp): readonly [History, readonly Edit[]] {
    const taken = take(this.undone, map, who, stamp)
    if (!taken) return [this, []]
    return [new History(taken.edits.length ? [...this.done, taken.step] : this.done, taken.rest), taken.edits]
  }
}

interface Taken {
  readonly rest: readonly Step[]
  readonly step: Step
  readonly edits: readonly Edit[]
}

function take(steps: readonly Step[], map: MapDocument, who: string, stamp: Stamp): Taken | null {
  const last = steps.findLastIndex((step) => step.who === who)
  if (last < 0) return null
  const pairs: (readonly [Edit, readonly Edit[]])[] = []
  let now = map
  for (const [edit, back] of steps[last]!.edits.toReversed()) {
    for (const one of stillMine(now, edit, back)) {
      const fresh: Edit = { ...one, id: `${stamp.event}.${pairs.length}`, who, event: stamp.event, when: stamp.when ?? null }
      const after = attempt(now, fresh)
      const undoing = after ? inverse(now, fresh) : []
      if (!after || undoing.length === 0) continue
      pairs.push([fresh, undoing])
      now = after
    }
  }
  return { rest: steps.toSpliced(last, 1), step: { who, event: stamp.event, edits: pairs }, edits: pairs.map(([edit]) => edit) }
}

/** The map after the edit; null where others use the object by now, or it is gone: theirs stays. */
function attempt(map: MapDocument, edit: Edit): MapDocument | null {
  try {
    return apply(map, edit)
  } catch (error) {
    if (error instanceof EditRefused) return null
    throw error
  }
}

/** Those of the edits `back`, and those fields of them, that put back what the map still has as `edit` left it (E16). */
function stillMine(map: MapDocument, edit: Edit, back: readonly Edit[]): readonly Edit[] {
  return back.flatMap((one): readonly Edit[] => {
    if (edit.kind === 'set' && one.kind === 'set') {
      let fields = unchanged(map, edit, one.fields)
      const pair = togetherOf(edit.target.object)
      if (!pair.every((name) => name in fields)) fields = Object.fromEntries(Object.entries(fields).filter(([name]) => !pair.includes(name)))
      return Object.keys(fields).length ? [{ ...one, fields }] : []
    }
    if (edit.kind === 'move' && one.kind === 'move') {
      return Object.keys(unchanged(map, edit, one.fields)).length === Object.keys(one.fields).length ? [one] : []
    }
    if (edit.kind === 'point' && one.kind === 'point') return unchangedBy(map, edit) ? [one] : []
    return [one]
  })
}

/** Of the fields to put back, those whose value is still what `edit` wrote. */
function unchanged(map: MapDocument, edit: SetEdit | MoveEdit, back: SetEdit['fields']): SetEdit['fields'] {
  if (!found(map, edit.target.object, edit.target.id)) return {}
  return Object.fromEntries(Object.entries(back).filter(([name]) => unchangedBy(map, { ...edit, fields: { [name]: edit.fields[name] } } as Edit)))
}

const unchangedBy = (map: MapDocument, edit: Edit): boolean => inverse(map, edit).length === 0
