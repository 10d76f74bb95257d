import { cardsIn, CardView, drawn, Face, faceOf, frameOf, LaneIcon, quoteMarks, seriesOf, seriesPaths, Star, useDocument, useGrid, emotionText, type LaneRow } from '@tropa/grid'
import { useLingui } from '@lingui/react/macro'
import type { Stage } from '@tropa/model'
import { useMemo, type CSSProperties } from 'react'
import styles from './PresentStage.module.css'

const ROOM = 30

/** The line of emotion over the whole journey, with the stage that is told now; each stage leads to itself. */
export function PresentCurve({ now, go }: { now: string; go: (stage: string) => void }) {
  const { t } = useLingui()
  const map = useDocument()
  const columns = useGrid((_, layout) => layout.columns)
  const wanted = useGrid((state) => state.filter.personas)
  const series = useMemo(() => seriesOf(map.personas, map.curve, 'emotion', wanted).filter((one) => one.points.size > 0), [map.personas, map.curve, wanted])
  const frame = useMemo(() => frameOf('emotion', ROOM), [])
  const [open, close] = quoteMarks(map.language)
  const n = Math.max(1, columns.length)
  const [first] = series
  if (!first) return null
  return (
    <div className={styles.curve} lang={map.language}>
      <svg viewBox={`0 0 ${n} ${frame.height}`} preserveAspectRatio="none" aria-hidden focusable="false">
        <line className={styles.zero} x1="0" x2={n} y1={frame.y(0)} y2={frame.y(0)} />
        {series.map((one) => {
          const { line, band } = seriesPaths(columns.map((stage) => {
            const point = one.points.get(stage.id)
            return point && { value: drawn(point, point.value), low: drawn(point, point.low), high: drawn(point, point.high) }
          }), frame)
          const colour = series.length > 1 ? one.colour : 'var(--ink)'
          return <g key={`${one.persona.id}-${one.future}`} style={{ color: colour }}>{!one.future && <path d={band} className={styles.band} />}<path d={line} className={styles.line} strokeDasharray={one.future ? '7 5' : undefined} /></g>
        })}
      </svg>
      <ol>
        {columns.map((stage) => {
          const point = first.points.get(stage.id)
          const value = drawn(point, point?.value)
          const here = stage.id === now || stage.parent === now
          return (
            <li key={stage.id} data-now={here || undefined}>
              <button type="button" aria-current={here ? 'step' : undefined} aria-label={value === null ? t`${stage.title}: not known` : t`${stage.title}: emotion ${emotionText(value, map.language)}`} onClick={() => go(stage.parent ?? stage.id)}>
                {value !== null && (
                  <span className={styles.point} style={{ top: `${(frame.y(value) / frame.height) * 100}%` }}>
                    <Face of={faceOf(value)} size={here ? 34 : 18} />{point?.moment_of_truth && <Star />}
                  </span>
                )}
                {here && point?.label && value !== null && <span className={styles.said} data-below={value > 0 || undefined}>{open}{point.label}{close}</span>}
              </button>
            </li>
          )
        })}
      </ol>
    </div>
  )
}

/** One stage for a wall: its lanes beside each other, nothing to edit. */
export function PresentStage({ stage }: { stage: Stage }) {
  const map = useDocument()
  const layout = useGrid((_, now) => now)
  const columns = layout.columns.filter((one) => one.id === stage.id || one.parent === stage.id)
  const rows = layout.lanes.map((row) => ({ row, cards: cardsOver(layout.columns, columns, row, (column) => cardsIn(layout, column, row.lane.id)) })).filter(({ row, cards }) => !row.curve && cards.length > 0)
  return (
    <section className={styles.stage} lang={map.language} aria-label={stage.title} tabIndex={0}>
      <header className={styles.head}>
        <h2>{stage.title}</h2>
        {(stage.goal || stage.description) && <p>{stage.goal || stage.description}</p>}
      </header>
      <div className={styles.lanes}>
        {rows.map(({ row, cards }) => (
          <section key={row.lane.id} className={styles.lane} style={{ '--lane': row.lane.colour ?? `var(--tint-${row.lane.kind}, var(--muted))` } as CSSProperties}>
            <h3><LaneIcon kind={row.lane.kind} />{row.lane.title}</h3>
            {cards.map((id) => <CardView key={id} id={id} lane={row.lane} quiet />)}
          </section>
        ))}
      </div>
    </section>
  )
}

/** The cards of a lane over these columns: those that stretch there first, each once. */
function cardsOver(all: readonly Stage[], shown: readonly Stage[], row: LaneRow, inCell: (column: string) => readonly string[]): string[] {
  const places = new Set(shown.map((one) => all.findIndex((each) => each.id === one.id)))
  const over = row.tracks.flat().filter((span) => [...places].some((place) => span.first <= place && place <= span.last)).map((span) => span.card)
  return [...new Set([...over, ...shown.flatMap((column) => inCell(column.id))])]
}
