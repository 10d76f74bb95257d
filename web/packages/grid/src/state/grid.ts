import { alongCards, moved, repaired, type Focus, type Step } from './focus'
import { NO_FILTER, type Filter } from './filter'
import type { Layout } from './layout'
import { cardsBetween, selectMore, toggled } from './selection'

export type Look = 'map' | 'table' | 'matrix'
export type Dialog =
  | { kind: 'palette' } | { kind: 'keys' } | { kind: 'find' } | { kind: 'curve' }
  | { kind: 'move'; cards: readonly string[] } | { kind: 'card'; card: string }
  | { kind: 'rename'; object: 'stage' | 'lane'; id: string } | { kind: 'link'; from: string }
  | { kind: 'moveStage'; id: string } | { kind: 'moveLane'; id: string } | { kind: 'tags'; cards: readonly string[] }
  | { kind: 'comment'; about: About }

export type About =
  | { kind: 'card'; id: string } | { kind: 'stage'; id: string } | { kind: 'lane'; id: string } | { kind: 'map' }
  | { kind: 'cell'; stage: string; lane: string } | { kind: 'point'; persona: string; stage: string }

export interface GridState {
  focus: Focus | null
  /** Where a range began. */
  anchor: Focus | null
  selected: ReadonlySet<string>
  editing: string | null
  look: Look
  zoom: number
  filter: Filter
  collapsed: ReadonlySet<string>
  pinned: ReadonlySet<string>
  showHidden: boolean
  only: string | null
  dialog: Dialog | null
}

export const START: GridState = {
  focus: null, anchor: null, selected: new Set(), editing: null, look: 'map', zoom: 1, filter: NO_FILTER,
  collapsed: new Set(), pinned: new Set(), showHidden: false, only: null, dialog: null,
}

export type Action =
  | { kind: 'step'; step: Step; extend?: boolean }
  | { kind: 'cards'; by: 1 | -1 }
  | { kind: 'focus'; focus: Focus; extend?: boolean; add?: boolean }
  | { kind: 'select'; cards: readonly string[]; add?: boolean }
  | { kind: 'selectMore' }
  | { kind: 'clear' }
  | { kind: 'edit'; card: string }
  | { kind: 'stop' }
  | { kind: 'view'; to: Partial<Pick<GridState, 'look' | 'zoom' | 'filter' | 'showHidden' | 'only' | 'collapsed' | 'pinned'>> }
  | { kind: 'flip'; what: 'collapsed' | 'pinned'; lane: string }
  | { kind: 'dialog'; dialog: Dialog | null }
  | { kind: 'relaid'; before: Layout }

/** The next state of the grid; `layout` is where everything stands now. */
export function reduce(state: GridState, action: Action, layout: Layout): GridState {
  switch (action.kind) {
    case 'step': return stepped(state, action, layout)
    case 'cards': {
      const focus = state.focus && alongCards(layout, state.focus, action.by)
      return { ...state, focus, anchor: focus, selected: new Set() }
    }
    case 'focus': return focused(state, action, layout)
    case 'select': return { ...state, selected: new Set(action.add ? [...state.selected, ...action.cards] : action.cards) }
    case 'selectMore': return state.focus ? { ...state, selected: selectMore(layout, state.focus, state.selected) } : state
    case 'clear': return state.selected.size ? { ...state, selected: new Set(), anchor: state.focus } : state
    case 'edit': {
      const place = layout.places.get(action.card)
      return { ...state, editing: action.card, focus: place ? { ...place, card: action.card } : state.focus, selected: new Set() }
    }
    case 'stop': return state.editing === null ? state : { ...state, editing: null }
    case 'view': return { ...state, ...action.to }
    case 'flip': return { ...state, [action.what]: toggled(state[action.what], action.lane) }
    case 'dialog': return { ...state, dialog: action.dialog }
    case 'relaid': return relaid(state, action.before, layout)
  }
}

function stepped(state: GridState, { step, extend }: { step: Step; extend?: boolean }, layout: Layout): GridState {
  const from = state.focus ?? repaired(layout, layout, null)
  if (!from) return state
  const focus = state.focus ? moved(layout, from, step) : from
  if (!extend) return { ...state, focus, anchor: focus, selected: new Set() }
  const anchor = state.anchor ?? from
  return { ...state, focus, anchor, selected: new Set(cardsBetween(layout, anchor, focus)) }
}

function focused(state: GridState, { focus, extend, add }: { focus: Focus; extend?: boolean; add?: boolean }, layout: Layout): GridState {
  const editing = focus.card !== null && focus.card === state.editing ? state.editing : null
  if (extend && state.anchor) return { ...state, editing, focus, selected: new Set(cardsBetween(layout, state.anchor, focus)) }
  if (add && focus.card) {
    const first = state.selected.size === 0 && state.focus?.card ? [state.focus.card] : []
    return { ...state, editing, focus, anchor: focus, selected: toggled(new Set([...state.selected, ...first]), focus.card) }
  }
  return { ...state, editing, focus, anchor: focus, selected: new Set() }
}

function relaid(state: GridState, before: Layout, layout: Layout): GridState {
  const focus = repaired(before, layout, state.focus)
  const selected = [...state.selected].every((card) => layout.places.has(card))
    ? state.selected : new Set([...state.selected].filter((card) => layout.places.has(card)))
  const editing = state.editing !== null && layout.places.has(state.editing) ? state.editing : null
  const sameFocus = focus === state.focus || JSON.stringify(focus) === JSON.stringify(state.focus)
  if (sameFocus && selected === state.selected && editing === state.editing) return state
  return { ...state, focus: sameFocus ? state.focus : focus, selected, editing }
}
