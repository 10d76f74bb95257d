import { t } from '@lingui/core/macro'
import type { Lane, Stage } from '@tropa/model'
import { memo } from 'react'
import { cardsIn } from '../state'
import { CardView } from './CardView'
import { useGrid, useTools } from './context'
import { useCellDrop } from './drag'
import type { GridHands } from './hands'
import { CellPeers } from './CellPeers'
import styles from './Cell.module.css'

interface Props { stage: Stage; lane: Lane; column: number; gridRow: number; plain: boolean }

/** One cell: its cards, others who are there, and on hover a way to add one. */
export const Cell = memo(function Cell({ stage, lane, column, gridRow, plain }: Props) {
  const { host, hands } = useTools()
  const cards = useGrid((_, layout) => cardsIn(layout, stage.id, lane.id))
  const here = useGrid((state) => state.focus?.stage === stage.id && state.focus.lane === lane.id)
  const stop = useGrid((state, layout) => (state.focus ? state.focus.stage === stage.id && state.focus.lane === lane.id : layout.columns[0]?.id === stage.id && layout.lanes[0]?.lane.id === lane.id))
  const writable = host.may.edit && !host.lockedLanes.has(lane.id)
  const { ref, over } = useCellDrop(stage.id, lane.id, writable)
  return (
    <div
      ref={ref} role="gridcell" className={`${styles.cell} ${over ? styles.over : ''} ${here ? styles.here : ''}`} style={{ gridRow, gridColumn: column + 2 }}
      aria-colindex={column + 2} data-cell={`${stage.id}/${lane.id}`} tabIndex={stop ? 0 : -1} aria-readonly={!writable || undefined}
      aria-label={cards.length === 0 ? t`${stage.title}, ${lane.title}: empty` : undefined}
    >
      {cards.map((id) => <CardView key={id} id={id} lane={lane} quiet={plain} />)}
      {!plain && writable && (
        <button type="button" className={styles.add} tabIndex={-1} aria-label={t`New card in ${stage.title}, ${lane.title}`}
          onClick={() => { host.store.dispatch({ kind: 'focus', focus: { stage: stage.id, lane: lane.id, card: cards.at(-1) ?? null } }); (hands as GridHands).newCard() }}>+</button>
      )}
      {!plain && <CellPeers stage={stage.id} lane={lane.id} />}
    </div>
  )
})
