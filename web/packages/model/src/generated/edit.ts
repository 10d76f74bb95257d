/* Written by tools/generate_web.py from spec/edits/edit.schema.json; do not edit it. */

/**
 * One edit of a map (spec/edits/SPEC.md).
 */
export type Edit = AddEdit | SetEdit | MoveEdit | MembersEdit | RemoveEdit | RestoreEdit | PointEdit

/**
 * A new object with these fields (all but its id).
 */
export interface AddEdit {
  id: string
  /**
   * the person; undo is personal
   */
  who?: string
  when?: string | null
  /**
   * the gesture: edits of one event are undone together; empty: the edit alone
   */
  event?: string
  undoable?: boolean
  kind: 'add'
  target: AddTarget
  fields: {
    [k: string]: unknown
  }
}
/**
 * What is added or removed: any part but the map itself.
 */
export interface AddTarget {
  object:
    | 'stage'
    | 'link'
    | 'lane'
    | 'persona'
    | 'card'
    | 'actor'
    | 'arrow'
    | 'touchpoint'
    | 'channel'
    | 'metric'
    | 'evidence'
  id: string
}
/**
 * Plain fields of an object, each with its new value.
 */
export interface SetEdit {
  id: string
  /**
   * the person; undo is personal
   */
  who?: string
  when?: string | null
  /**
   * the gesture: edits of one event are undone together; empty: the edit alone
   */
  event?: string
  undoable?: boolean
  kind: 'set'
  target: PartTarget
  fields: {
    [k: string]: unknown
  }
}
/**
 * Any part; the object "map" is the map, by its id.
 */
export interface PartTarget {
  object:
    | 'map'
    | 'stage'
    | 'link'
    | 'lane'
    | 'persona'
    | 'card'
    | 'actor'
    | 'arrow'
    | 'touchpoint'
    | 'channel'
    | 'metric'
    | 'evidence'
  id: string
}
/**
 * Another place: stage, lane, rank of a card; parent, rank of a stage; rank of a lane; stage, rank of an arrow.
 */
export interface MoveEdit {
  id: string
  /**
   * the person; undo is personal
   */
  who?: string
  when?: string | null
  /**
   * the gesture: edits of one event are undone together; empty: the edit alone
   */
  event?: string
  undoable?: boolean
  kind: 'move'
  target: MoveTarget
  fields: {
    [k: string]: unknown
  }
}
/**
 * A part that has a place.
 */
export interface MoveTarget {
  object: 'stage' | 'lane' | 'card' | 'arrow'
  id: string
}
/**
 * Members of a set of an object: `add` come in, `remove` go out.
 */
export interface MembersEdit {
  id: string
  /**
   * the person; undo is personal
   */
  who?: string
  when?: string | null
  /**
   * the gesture: edits of one event are undone together; empty: the edit alone
   */
  event?: string
  undoable?: boolean
  kind: 'members'
  target: PartTarget
  field: string
  add?: readonly string[]
  remove?: readonly string[]
}
/**
 * An object is taken away: a tombstone stays where its kind has one, else nothing.
 */
export interface RemoveEdit {
  id: string
  /**
   * the person; undo is personal
   */
  who?: string
  when?: string | null
  /**
   * the gesture: edits of one event are undone together; empty: the edit alone
   */
  event?: string
  undoable?: boolean
  kind: 'remove'
  target: AddTarget
}
/**
 * An object with a tombstone comes back as it was.
 */
export interface RestoreEdit {
  id: string
  /**
   * the person; undo is personal
   */
  who?: string
  when?: string | null
  /**
   * the gesture: edits of one event are undone together; empty: the edit alone
   */
  event?: string
  undoable?: boolean
  kind: 'restore'
  target: RestoreTarget
}
/**
 * A part that leaves a tombstone.
 */
export interface RestoreTarget {
  object: 'stage' | 'link' | 'lane' | 'card' | 'arrow'
  id: string
}
/**
 * A point of a curve is set whole, or taken away where `value` is null.
 */
export interface PointEdit {
  id: string
  /**
   * the person; undo is personal
   */
  who?: string
  when?: string | null
  /**
   * the gesture: edits of one event are undone together; empty: the edit alone
   */
  event?: string
  undoable?: boolean
  kind: 'point'
  curve?: 'emotion' | 'arc'
  persona: string
  stage: string
  future?: boolean
  /**
   * all other fields of the point; null: no point
   */
  value: {
    [k: string]: unknown
  } | null
}
