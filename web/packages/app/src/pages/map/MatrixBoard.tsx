import { Trans, useLingui } from '@lingui/react/macro'
import { useTools } from '@tropa/grid'
import { useElementSize, useMergedRef } from '@mantine/hooks'
import { useMemo, type CSSProperties, type KeyboardEvent, type PointerEvent, type Ref } from 'react'
import type { Dragged } from './matrix-drag'
import { labelled } from './matrix-labels'
import type { Axes, Judged, Spot } from './matrix-scores'
import { useAxisWords } from './matrix-words'
import styles from './MatrixBoard.module.css'

interface Props {
  ref: Ref<HTMLDivElement>
  cards: readonly Judged[]
  axes: Axes
  may: (one: Judged) => boolean
  dragged: Dragged | null
  start: (id: string) => (event: PointerEvent) => void
  put: (id: string, spot: Spot | null) => void
}

const STEP = 0.05
const WAYS: Record<string, Spot> = {
  ArrowUp: { across: 0, up: STEP }, ArrowDown: { across: 0, up: -STEP }, ArrowLeft: { across: -STEP, up: 0 }, ArrowRight: { across: STEP, up: 0 },
}
const within = (value: number) => Math.max(0, Math.min(1, value))

/** The place a key leads to; null takes the card off; undefined: another key. */
export function stepped(spot: Spot, event: Pick<KeyboardEvent, 'key' | 'shiftKey'>): Spot | null | undefined {
  if (event.key === 'Delete' || event.key === 'Backspace') return null
  const way = WAYS[event.key]
  if (!way) return undefined
  const by = event.shiftKey ? 4 : 1
  return { across: within(spot.across + way.across * by), up: within(spot.up + way.up * by) }
}

/** The board: a dot a card, with its words where there is room. */
export function MatrixBoard({ ref, cards, axes, may, dragged, start, put }: Props) {
  const { t } = useLingui()
  const { hands } = useTools()
  const words = useAxisWords(axes)
  const { ref: sized, width, height } = useElementSize()
  const both = useMergedRef(ref, sized)
  const placed = useMemo(() => cards.flatMap((one, place) => (one.spot ? [{ ...one, spot: one.spot, number: place + 1 }] : [])), [cards])
  const dots = useMemo(() => (width === 0 ? [] : labelled(placed.map((one) => ({ id: one.card.id, x: one.spot.across * width, y: (1 - one.spot.up) * height, length: one.words.length })), width, height)), [placed, width, height])
  const carried = dragged && cards.find((one) => one.card.id === dragged.id)
  return (
    <div className={styles.frame}>
      <span className={styles.upward} aria-hidden>{words.upward} →</span>
      <div ref={both} className={styles.board} role="group" aria-label={t`${words.upward} against ${words.sideward}`}>
        {words.quarters && (
          <div className={styles.quarters} aria-hidden>
            <span>{words.quarters.bestLeft}</span><span>{words.quarters.bestRight}</span><span>{words.quarters.lowLeft}</span><span>{words.quarters.lowRight}</span>
          </div>
        )}
        {dots.map((dot) => {
          const one = placed.find((held) => held.card.id === dot.id)!
          const free = may(one)
          const tint = { '--lane': one.lane.colour ?? `var(--tint-${one.lane.kind}, var(--muted))` } as CSSProperties
          return (
            <div key={dot.id} style={tint} data-carried={dragged?.id === dot.id || undefined} className={styles.item}>
              <button
                type="button" className={styles.dot} style={{ left: dot.x, top: dot.y }} data-dot={dot.id} aria-roledescription={free ? t`card on the board` : undefined}
                aria-label={`${one.number}. ${one.words}. ${words.spot(one.spot)}`} aria-describedby={free ? 'matrix-keys' : undefined} onPointerDown={free ? start(dot.id) : undefined}
                onDoubleClick={() => hands.open({ kind: 'card', card: dot.id })}
                onKeyDown={(event) => {
                  if (event.key === 'Enter') return hands.open({ kind: 'card', card: dot.id })
                  const next = free ? stepped(one.spot, event) : undefined
                  if (next === undefined) return
                  event.preventDefault()
                  put(dot.id, next)
                }}
              >{one.number}</button>
              <span className={dot.label ? styles.label : styles.tip} aria-hidden style={dot.label
                ? { left: dot.label.left, top: dot.label.top, width: dot.label.width }
                : { left: Math.min(dot.x, width - 190), top: dot.y + 20 }}>{one.words}</span>
            </div>
          )
        })}
        {dots.length === 0 && <p className={styles.none}><Trans>Drag cards here from the list, or press Place.</Trans></p>}
      </div>
      <span className={styles.sideward} aria-hidden>{words.sideward} →</span>
      <p id="matrix-keys" className={styles.hint}><Trans>Arrows move a card, with Shift four times as far; Enter opens it; Delete takes it off the board.</Trans></p>
      {dragged && carried && <div className={styles.carried} style={{ left: dragged.x, top: dragged.y }} aria-hidden>{carried.words}{dragged.spot && <small>{words.spot(dragged.spot)}</small>}</div>}
    </div>
  )
}
