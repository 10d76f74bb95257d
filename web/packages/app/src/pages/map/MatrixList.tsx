import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { LaneIcon } from '@tropa/grid'
import type { CSSProperties, PointerEvent } from 'react'
import type { Judged, Spot } from './matrix-scores'
import styles from './MatrixList.module.css'

interface Props {
  cards: readonly Judged[]
  may: (one: Judged) => boolean
  start: (id: string) => (event: PointerEvent) => void
  put: (id: string, spot: Spot | null) => void
}

const MIDDLE: Spot = { across: 0.5, up: 0.5 }
const goToDot = (id: string) => requestAnimationFrame(() => requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-dot="${CSS.escape(id)}"]`)?.focus()))

/** The cards beside the board: those nobody judged yet, then those on it by their numbers. */
export function MatrixList({ cards, may, start, put }: Props) {
  const { t } = useLingui()
  const numbered = cards.map((one, place) => ({ one, number: place + 1 }))
  const waiting = numbered.filter(({ one }) => one.spot === null)
  const placed = numbered.filter(({ one }) => one.spot !== null)
  return (
    <aside className={styles.list} aria-label={t`Cards of the matrix`}>
      {waiting.length > 0 && (
        <>
          <h2 className={styles.head}><Plural value={waiting.length} one="# card not judged" few="# cards not judged" many="# cards not judged" other="# cards not judged" /></h2>
          <ul>
            {waiting.map(({ one }) => (
              <li key={one.card.id} className={styles.card} style={tint(one)} data-free={may(one) || undefined} onPointerDown={may(one) ? start(one.card.id) : undefined}>
                <Said one={one} />
                {may(one) && (
                  <button type="button" className={styles.place} aria-label={t`Place: ${one.words}`} onPointerDown={(event) => event.stopPropagation()} onClick={() => { put(one.card.id, MIDDLE); goToDot(one.card.id) }}><Trans>Place</Trans></button>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      {placed.length > 0 && (
        <>
          <h2 className={styles.head}><Trans>On the board</Trans></h2>
          <ul>
            {placed.map(({ one, number }) => (
              <li key={one.card.id} className={styles.card} style={tint(one)}>
                <button type="button" className={styles.number} aria-label={t`${number}: show on the board “${one.words}”`} onClick={() => goToDot(one.card.id)}>{number}</button>
                <Said one={one} />
              </li>
            ))}
          </ul>
        </>
      )}
    </aside>
  )
}

const tint = (one: Judged) => ({ '--lane': one.lane.colour ?? `var(--tint-${one.lane.kind}, var(--muted))` }) as CSSProperties

function Said({ one }: { one: Judged }) {
  return (
    <span className={styles.said}>
      <span>{one.words}</span>
      <small className={styles.from}><LaneIcon kind={one.lane.kind} />{one.lane.title} · {one.stage}</small>
    </span>
  )
}
