import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import type { Place } from '@tropa/sync'
import { Fragment, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { LEAST_ZOOM, MOST_ZOOM, zoomBy, type LaneRow } from '../state'
import { Cell } from './Cell'
import { useGrid, usePart, useTools } from './context'
import { CurveRow } from './CurveRow'
import { useGridEvents } from './events'
import { LaneHead } from './LaneHead'
import { LinksRow } from './LinksRow'
import { Marquee } from './Marquee'
import { Minimap } from './Minimap'
import { SpanRow } from './SpanRow'
import { GroupHead, StageHead } from './StageHead'
import styles from './MapGrid.module.css'

export const LABEL = 200
const LEAST_COLUMN = 236

/** The map itself: an ARIA grid with one Tab stop, stages as columns, lanes as rows. */
export function MapGrid({ plain = false }: { plain?: boolean }) {
  const { host } = useTools()
  const scroller = useRef<HTMLDivElement>(null)
  const grid = useRef<HTMLDivElement>(null)
  const columns = useGrid((_, layout) => layout.columns)
  const groups = useGrid((_, layout) => layout.groups)
  const lanes = useGrid((_, layout) => layout.lanes)
  const zoom = useGrid((state) => state.zoom)
  const title = usePart((map) => map.title)
  const events = useGridEvents(grid)
  const tops = useTops(grid, lanes)
  useFocusKeeper(grid)
  useWheelZoom(scroller)
  useFollowed(grid)
  const n = columns.length
  let row = groups.length ? 3 : 2
  const links = usePart((map) => map.links)
  const linked = links.some((link) => !link.deleted)
  const linkRow = linked ? row : 0
  if (linked) row += 1
  return (
    <div className={styles.frame}>
      <div className={styles.scroller} ref={scroller} data-scroller>
        <div
          ref={grid} role="grid" aria-label={title} aria-rowcount={lanes.length + 1} aria-colcount={n + 1} aria-multiselectable
          className={`${styles.grid} ${plain ? styles.plain : ''}`} {...events}
          style={{ gridTemplateColumns: `${LABEL}px repeat(${n}, minmax(${LEAST_COLUMN}px, 1fr))`, zoom, '--n': n } as React.CSSProperties}
        >
          {groups.length > 0 && (
            <div role="row" className={styles.row}>
              <div role="columnheader" className={`${styles.corner} ${styles.groupCorner}`} style={{ gridRow: 1, gridColumn: 1 }}><span className="only-spoken"><Trans>Stages</Trans></span></div>
              {groups.map((group) => <GroupHead key={`${group.stage.id}-${group.first}`} group={group} />)}
            </div>
          )}
          <div role="row" className={styles.row} aria-rowindex={1}>
            <div role="columnheader" className={`${styles.corner} ${groups.length ? styles.second : ''}`} style={{ gridRow: groups.length ? 2 : 1, gridColumn: 1 }}><span className="only-spoken"><Trans>Lanes</Trans></span></div>
            {columns.map((stage, place) => <StageHead key={stage.id} stage={stage} place={place} row={groups.length ? 2 : 1} plain={plain} />)}
          </div>
          {linked && <LinksRow row={linkRow} />}
          {lanes.map((one, place) => {
            const first = row
            const lines = one.line ? 1 : 0
            const tracks = one.collapsed || one.curve ? 0 : one.tracks.length
            row += lines + tracks + 1
            return (
              <Fragment key={one.lane.id}>
                {one.line && <LineAbove kind={one.line} row={first} />}
                <LaneView row={one} place={place} from={first + lines} tracks={tracks} plain={plain} top={tops.get(one.lane.id)} />
              </Fragment>
            )
          })}
        </div>
        {n === 0 && host.may.structure && <p className={styles.nothing}><Trans>No stages yet. Add the first with Ctrl+Shift++ or from the menu.</Trans></p>}
        <Marquee grid={grid} />
      </div>
      {!plain && <Minimap scroller={scroller} grid={grid} />}
    </div>
  )
}

function LineAbove({ kind, row }: { kind: NonNullable<LaneRow['line']>; row: number }) {
  const words = { visibility: t`Line of visibility: customers do not see what is below`, interaction: t`Line of interaction`, internal: t`Line of internal interaction` }
  return (
    <div role="row" className={styles.row}>
      <div role="rowheader" className={`${styles.line} ${styles[kind]}`} style={{ gridRow: row, gridColumn: '1 / -1' }}><span>{words[kind]}</span></div>
    </div>
  )
}

interface LaneProps { row: LaneRow; place: number; from: number; tracks: number; plain: boolean; top: number | undefined }

function LaneView({ row, place, from, tracks, plain, top }: LaneProps) {
  const columns = useGrid((_, layout) => layout.columns)
  const pinned = row.pinned && top !== undefined
  const style = { '--lane': row.lane.colour ?? `var(--tint-${row.lane.kind})`, ...(pinned ? { '--pin': `${top}px` } : {}) } as React.CSSProperties
  const label = <LaneHead row={row} gridRow={`${from} / span ${tracks + 1}`} plain={plain} />
  if (row.collapsed) return <Collapsed row={row} from={from} label={label} style={style} />
  return (
    <>
      {!row.curve && row.tracks.map((track, at) => (
        <SpanRow key={at} lane={row.lane} track={track} row={from + at} style={style} pinned={pinned} label={at === 0 ? label : null} />
      ))}
      <div role="row" className={`${styles.row} ${pinned ? styles.pinned : ''}`} aria-rowindex={place + 2} style={style} data-lane={row.lane.id}>
        {(tracks === 0 || row.curve) && label}
        {row.curve
          ? <CurveRow row={row} gridRow={from} />
          : columns.map((stage, column) => <Cell key={stage.id} stage={stage} lane={row.lane} column={column} gridRow={from + tracks} plain={plain} />)}
      </div>
    </>
  )
}

function Collapsed({ row, from, label, style }: { row: LaneRow; from: number; label: React.ReactNode; style: React.CSSProperties }) {
  const columns = useGrid((_, layout) => layout.columns)
  const cells = useGrid((_, layout) => layout.cells)
  return (
    <div role="row" className={styles.row} style={style}>
      {label}
      {columns.map((stage, column) => {
        const count = (cells.get(`${stage.id}/${row.lane.id}`) ?? []).length
        return <div key={stage.id} role="gridcell" className={styles.folded} style={{ gridRow: from, gridColumn: column + 2 }} tabIndex={-1} data-cell={`${stage.id}/${row.lane.id}`}>{count > 0 && count}</div>
      })}
    </div>
  )
}

/** Where pinned lanes stick: each below the head and the pinned ones before it. */
function useTops(grid: React.RefObject<HTMLDivElement | null>, lanes: readonly LaneRow[]): ReadonlyMap<string, number> {
  const [tops, setTops] = useState<ReadonlyMap<string, number>>(new Map())
  const pinned = lanes.filter((row) => row.pinned)
  const key = pinned.map((row) => row.lane.id).join(' ')
  useLayoutEffect(() => {
    const next = new Map<string, number>()
    let at = [...(grid.current?.querySelectorAll<HTMLElement>('[data-head]') ?? [])].reduce((most, head) => Math.max(most, head.offsetTop + head.offsetHeight), 0)
    for (const lane of key.split(' ').filter(Boolean)) {
      next.set(lane, at)
      at += grid.current?.querySelector<HTMLElement>(`[data-label="${CSS.escape(lane)}"]`)?.offsetHeight ?? 0
    }
    setTops(next)
  }, [grid, key])
  return tops
}

/** The DOM focus follows the focus of the state: after keys, after deleting, after undo, after others' changes. */
function useFocusKeeper(grid: React.RefObject<HTMLDivElement | null>): void {
  const focus = useGrid((state) => state.focus)
  const editing = useGrid((state) => state.editing)
  useEffect(() => {
    const root = grid.current
    if (!root || !focus || editing !== null) return
    const active = document.activeElement
    if (active !== document.body && active !== null && !root.contains(active)) return
    if (active?.getAttribute('role') === 'slider') return
    const wanted = (focus.card && root.querySelector<HTMLElement>(`[data-card="${CSS.escape(focus.card)}"]`))
      || root.querySelector<HTMLElement>(`[data-cell="${CSS.escape(`${focus.stage}/${focus.lane}`)}"]`)
    if (!wanted || wanted === active || wanted.contains(active)) return
    wanted.focus({ preventScroll: true })
    wanted.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [grid, focus, editing])
}

function useWheelZoom(scroller: React.RefObject<HTMLDivElement | null>): void {
  const { store } = useTools().host
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const turn = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return
      event.preventDefault()
      const zoom = Math.min(MOST_ZOOM, Math.max(LEAST_ZOOM, zoomBy(store.state.zoom, event.deltaY < 0 ? 1.08 : 1 / 1.08)))
      store.dispatch({ kind: 'view', to: { zoom } })
    }
    element.addEventListener('wheel', turn, { passive: false })
    return () => element.removeEventListener('wheel', turn)
  }, [scroller, store])
}

/** While following somebody, what they are at is brought into view. */
function useFollowed(grid: React.RefObject<HTMLDivElement | null>): void {
  const { session } = useTools().host
  useEffect(() => {
    const went = (event: Event) => {
      const at = (event as CustomEvent<Place>).detail
      const cell = grid.current?.querySelector(`[data-cell="${CSS.escape(`${at.stage}/${at.lane}`)}"]`)
      cell?.scrollIntoView({ block: 'center', inline: 'center', behavior: 'smooth' })
    }
    const root = grid.current
    root?.addEventListener('tropa:follow', went)
    return () => root?.removeEventListener('tropa:follow', went)
  }, [grid, session])
}

