import { Trans, useLingui } from '@lingui/react/macro'
import { GridHands, useDocument, useGrid, useTools } from '@tropa/grid'
import { SegmentedControl, Select, Switch } from '@mantine/core'
import { announce, Empty } from '@tropa/ui'
import { useCallback, useMemo, useRef, useState } from 'react'
import { MatrixBoard } from './MatrixBoard'
import { useMatrixDrag } from './matrix-drag'
import { MatrixList } from './MatrixList'
import { judged, judgedLanes, placing, type Across, type Axes, type Judged, type Spot, type Upward } from './matrix-scores'
import { MatrixTable } from './MatrixTable'
import { useAxisWords } from './matrix-words'
import styles from './MatrixView.module.css'

/** What to do first: cards by what they are worth and what they cost; each place is the card's scores. */
export function MatrixView() {
  const { t } = useLingui()
  const { host, hands } = useTools()
  const map = useDocument()
  const shown = useGrid((_, layout) => layout.places)
  const [axes, setAxes] = useState<Axes>({ up: 'value', across: 'effort' })
  const [lane, setLane] = useState<string | null>(null)
  const [tabled, setTabled] = useState(false)
  const cards = useMemo(() => judged(map, shown, axes, lane), [map, shown, axes, lane])
  const board = useRef<HTMLDivElement>(null)
  const words = useAxisWords(axes)
  const put = useCallback((id: string, spot: Spot | null) => {
    const found = cards.find((one) => one.card.id === id)
    if (!found || (spot === null && found.spot === null)) return
    const next = placing(found.card, axes, spot)
    if ((hands as GridHands).edit(next)) announce(spot ? words.spot(spot) : t`Taken off the board`)
  }, [cards, axes, hands, words, t])
  const { dragged, start } = useMatrixDrag(board, put, host.may.edit)
  const may = (one: Judged) => host.may.edit && !host.lockedLanes.has(one.lane.id)
  return (
    <div className={styles.view}>
      <div className={styles.bar}>
        <SegmentedControl size="xs" aria-label={t`Upwards`} value={axes.up} onChange={(up) => setAxes({ ...axes, up: up as Upward })} data={words.ups} />
        <SegmentedControl size="xs" aria-label={t`To the right`} value={axes.across} onChange={(across) => setAxes({ ...axes, across: across as Across })} data={words.acrosses} />
        <Select size="xs" aria-label={t`Cards of`} clearable placeholder={t`All cards to judge`} value={lane} onChange={setLane} data={judgedLanes(map).map((one) => ({ value: one.id, label: one.title }))} />
        <span className={styles.space} />
        <Switch size="xs" label={t`As a table`} checked={tabled} onChange={(event) => setTabled(event.currentTarget.checked)} />
      </div>
      {cards.length === 0 ? (
        <Empty title={t`Nothing to judge yet`}><Trans>Opportunities, solutions, hypotheses and barriers of the map stand here once there are any.</Trans></Empty>
      ) : tabled ? <MatrixTable cards={cards} may={may} /> : (
        <div className={styles.both}>
          <MatrixBoard ref={board} cards={cards} axes={axes} may={may} dragged={dragged} start={start} put={put} />
          <MatrixList cards={cards} may={may} start={start} put={put} />
        </div>
      )}
    </div>
  )
}
