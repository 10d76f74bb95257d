import type { Lane } from '@tropa/model'
import { memo, type ReactNode } from 'react'
import type { Span } from '../state'
import { CardView } from './CardView'
import { useGrid } from './context'
import grid from './MapGrid.module.css'
import styles from './SpanRow.module.css'

interface Props { lane: Lane; track: readonly Span[]; row: number; label: ReactNode; style: React.CSSProperties; pinned: boolean }

/** Cards over several stages, above the cells of their lane. */
export const SpanRow = memo(function SpanRow({ lane, track, row, label, style, pinned }: Props) {
  const columns = useGrid((_, layout) => layout.columns)
  return (
    <div role="row" className={`${grid.row} ${pinned ? grid.pinned : ''}`} style={style}>
      {label}
      {track.map((span) => (
        <div key={span.card} role="gridcell" className={styles.span} data-over={span.card} aria-colindex={span.first + 2} aria-colspan={span.last - span.first + 1}
          style={{ gridRow: row, gridColumn: `${span.first + 2} / ${span.last + 3}` }} data-cell={`${columns[span.first]?.id}/${lane.id}`} tabIndex={-1}>
          <CardView id={span.card} lane={lane} />
        </div>
      ))}
    </div>
  )
})
