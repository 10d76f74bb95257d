import type { MapDocument } from '@tropa/model'
import { isFiltering, shownBy } from './filter'
import { reduce, START, type Action, type GridState } from './grid'
import { layoutOf, sharing, type Layout } from './layout'

/** What the store needs of a session: the document and news of it. */
export interface Source { document(): MapDocument; subscribe(listener: () => void): () => void }

/** The state of one open grid and the layout it stands on, for React (`useSyncExternalStore`) and for commands. */
export class GridStore {
  state: GridState
  layout: Layout
  readonly #listeners = new Set<() => void>()
  #stop: (() => void) | null = null
  #viewed: readonly unknown[] = []

  constructor(readonly source: Source, start: Partial<GridState> = {}) {
    this.state = { ...START, ...start }
    this.layout = layoutOf(source.document())
    this.#relay(true)
  }

  /** Listens to the document from now on; returns how to end it. */
  open(): () => void {
    this.#stop ??= this.source.subscribe(() => { if (this.#relay(true)) this.#tell() })
    if (this.#relay(true)) this.#tell()
    return () => { this.#stop?.(); this.#stop = null }
  }

  dispatch = (action: Action): void => {
    const before = this.state
    this.state = reduce(before, action, this.layout)
    if (this.state === before) return
    this.#relay(false)
    this.#tell()
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  #tell(): void {
    for (const listener of this.#listeners) listener()
  }

  /** Lays out again where document or view changed; whether anything did. */
  #relay(always: boolean): boolean {
    const { collapsed, pinned, showHidden, only, filter } = this.state
    const viewed = [collapsed, pinned, showHidden, only, filter]
    if (!always && viewed.every((one, place) => one === this.#viewed[place])) return false
    this.#viewed = viewed
    const map = this.source.document()
    const shows = isFiltering(filter) ? shownBy(filter, map) : () => true
    const kinds = filter.kinds.length ? new Set(filter.kinds) : null
    const before = this.layout
    this.layout = sharing(before, layoutOf(map, { collapsed, pinned, showHidden, only, kinds, shows }))
    const state = this.state
    this.state = reduce(state, { kind: 'relaid', before }, this.layout)
    return this.layout !== before || this.state !== state
  }
}
