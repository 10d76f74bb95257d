import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import type { Stage } from '@tropa/model'
import { memo, useMemo } from 'react'
import { cardsIn, extremes, frameOf, seriesPaths, type Frame, type LaneRow } from '../state'
import { CardView } from './CardView'
import { CellPeers } from './CellPeers'
import { useGrid, usePart } from './context'
import { CurvePointView } from './CurvePointView'
import { drawn, seriesOf, type Series } from './series'
import styles from './CurveRow.module.css'

/** The curve over all stages: the hero of the map. Each point is a slider in the cell of its stage. */
export function CurveRow({ row, gridRow }: { row: LaneRow; gridRow: number }) {
  const kind = row.curve!
  const columns = useGrid((_, layout) => layout.columns)
  const people = useGrid((state) => state.filter.personas)
  const personas = usePart((map) => map.personas)
  const curve = usePart((map) => map.curve)
  const series = useMemo(() => {
    const wanted = people.length ? people : row.lane.personas
    return seriesOf(personas, curve, kind, wanted)
  }, [personas, curve, kind, people, row.lane.personas])
  const labelled = useMemo(() => labels(series, columns), [series, columns])
  const longest = Math.max(0, ...[...labelled].map((stage) => series[0]?.points.get(stage)?.label.length ?? 0))
  const frame = useMemo(() => frameOf(kind, labelled.size ? 46 + 18 * Math.min(3, Math.ceil(longest / 28)) : 40), [kind, labelled.size, longest])
  return (
    <>
      <div className={styles.drawing} aria-hidden style={{ gridRow, gridColumn: '2 / -1' }}><Drawing series={series} columns={columns} frame={frame} kind={kind} /></div>
      {columns.map((stage, column) => (
        <CurveCell key={stage.id} stage={stage} column={column} gridRow={gridRow} row={row} series={series} frame={frame} labelled={labelled.has(stage.id)} />
      ))}
      {series.length > 1 && <Legend series={series} gridRow={gridRow} />}
    </>
  )
}

function labels(series: readonly Series[], columns: readonly Stage[]): Set<string> {
  const [only] = series
  if (!only || series.some((one) => one.several)) return new Set()
  const turns = extremes(columns.map((stage) => only.points.get(stage.id)?.value ?? null))
  return new Set(columns.filter((stage, place) => turns.has(place) || only.points.get(stage.id)?.moment_of_truth).map((stage) => stage.id))
}

/** Lines and bands; stretched sideways over the columns. */
const Drawing = memo(function Drawing({ series, columns, frame, kind }: { series: readonly Series[]; columns: readonly Stage[]; frame: Frame; kind: 'emotion' | 'arc' }) {
  const middle = frame.y(kind === 'arc' ? 3 : 0)
  return (
    <svg className={styles.svg} viewBox={`0 0 ${Math.max(1, columns.length)} ${frame.height}`} preserveAspectRatio="none" style={{ height: frame.height }} focusable="false">
      <defs>
        <linearGradient id={`valence-${kind}`} gradientUnits="userSpaceOnUse" x1="0" x2="0" y1={frame.y(kind === 'arc' ? 5 : 2)} y2={frame.y(kind === 'arc' ? 1 : -2)}>
          {['p2', 'p1', '0', 'm1', 'm2'].map((name, place) => <stop key={name} offset={`${place * 25}%`} stopColor={`var(--valence-${name})`} />)}
        </linearGradient>
      </defs>
      <line className={styles.zero} x1="0" x2={columns.length} y1={middle} y2={middle} />
      {series.map((one) => {
        const readings = columns.map((stage) => {
          const point = one.points.get(stage.id)
          return point ? { value: drawn(point, point.value), low: drawn(point, point.low), high: drawn(point, point.high) } : undefined
        })
        const { line, band } = seriesPaths(readings, frame)
        const stroke = one.several || kind === 'arc' ? one.colour : `url(#valence-${kind})`
        return (
          <g key={`${one.persona.id}-${one.future}`}>
            {!one.future && <path d={band} fill={stroke} opacity={one.several ? 0.12 : 0.16} stroke="none" />}
            <path d={line} className={`${styles.line} ${one.future ? styles.future : ''}`} style={{ stroke }} />
          </g>
        )
      })}
    </svg>
  )
})

interface CellProps { stage: Stage; column: number; gridRow: number; row: LaneRow; series: readonly Series[]; frame: Frame; labelled: boolean }

function CurveCell({ stage, column, gridRow, row, series, frame, labelled }: CellProps) {
  const stop = useGrid((state, layout) => (state.focus ? state.focus.stage === stage.id && state.focus.lane === row.lane.id : column === 0 && layout.lanes[0]?.lane.id === row.lane.id))
  const cards = useGrid((_, layout) => cardsIn(layout, stage.id, row.lane.id))
  const shifts = asides(series, stage, frame)
  const unknown = series.length > 0 && series.every((one) => (one.points.get(stage.id)?.value ?? null) === null)
  return (
    <div role="gridcell" className={styles.cell} style={{ gridRow, gridColumn: column + 2, minHeight: frame.height }} data-cell={`${stage.id}/${row.lane.id}`} aria-colindex={column + 2} tabIndex={stop ? 0 : -1}>
      {series.length === 0 && column === 0 && <p className={styles.none}><Trans>A line of emotion needs a persona.</Trans></p>}
      {series.map((one, place) => (
        <CurvePointView key={`${one.persona.id}-${one.future}`} series={one} stage={stage} frame={frame} kind={row.curve!} labelled={labelled && place === 0} shift={shifts[place] ?? 0} />
      ))}
      {unknown && <p className={styles.unknown} style={{ top: frame.y(row.curve === 'arc' ? 3 : 0) + 10 }}><Trans>not known</Trans></p>}
      {cards.length > 0 && <div className={styles.cards} style={{ marginTop: frame.height }}>{cards.map((id) => <CardView key={id} id={id} lane={row.lane} />)}</div>}
      <CellPeers stage={stage.id} lane={row.lane.id} />
    </div>
  )
}

/** How far each mark stands beside its place, so that none covers another. */
function asides(series: readonly Series[], stage: Stage, frame: Frame): number[] {
  const heights = series.map((one) => {
    const point = one.points.get(stage.id)
    const value = drawn(point, point?.value)
    return value === null ? null : frame.y(value)
  })
  return heights.map((height, place) => {
    const near = heights.flatMap((other, at) => (height !== null && other !== null && Math.abs(other - height) < 26 ? [at] : []))
    return near.length < 2 ? 0 : (near.indexOf(place) - (near.length - 1) / 2) * 28
  })
}

function Legend({ series, gridRow }: { series: readonly Series[]; gridRow: number }) {
  return (
    <ul className={styles.legend} aria-hidden style={{ gridRow, gridColumn: '2 / -1' }}>
      {series.map((one) => (
        <li key={`${one.persona.id}-${one.future}`}>
          <svg width="28" height="8"><path d="M1 4H27" fill="none" strokeWidth="2.5" style={{ stroke: one.colour }} className={one.future ? styles.future : ''} /></svg>
          {one.future ? t`${one.persona.name}, to be` : one.persona.name}
        </li>
      ))}
    </ul>
  )
}

