import { Trans, useLingui } from '@lingui/react/macro'
import { GridHands, setCards, useTools } from '@tropa/grid'
import type { Scores } from '@tropa/model'
import { useFormats } from '@tropa/ui'
import { useState } from 'react'
import { NO_SCORES, valueOf, type Judged } from './matrix-scores'
import styles from './MatrixTable.module.css'

type Score = 'customer_value' | 'business_value' | 'effort' | 'reach' | 'severity'
const SCORES: readonly Score[] = ['customer_value', 'business_value', 'effort', 'reach', 'severity']
const TIMES: Record<Score, number> = { customer_value: 100, business_value: 100, effort: 1, reach: 100, severity: 100 }
const MOST: Record<Score, number> = { customer_value: 100, business_value: 100, effort: 5, reach: 100, severity: 100 }

/** The same scores as numbers, for the keyboard and for who does not see the board; the worthiest first. */
export function MatrixTable({ cards, may }: { cards: readonly Judged[]; may: (one: Judged) => boolean }) {
  const { t } = useLingui()
  const formats = useFormats()
  const titles: Record<Score, string> = {
    customer_value: t`Value for customers, %`, business_value: t`Value for us, %`, effort: t`Effort, 0…5`, reach: t`Reach, %`, severity: t`Severity, %`,
  }
  const worth = (one: Judged) => (one.card.scores ? valueOf(one.card.scores) : null)
  const [order] = useState(() => new Map(cards.toSorted((one, other) => (worth(other) ?? -1) - (worth(one) ?? -1)).map((one, place) => [one.card.id, place])))
  const rows = cards.toSorted((one, other) => (order.get(one.card.id) ?? Infinity) - (order.get(other.card.id) ?? Infinity))
  return (
    <div className={styles.frame}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col"><Trans>Card</Trans></th>
            <th scope="col"><Trans>Value</Trans></th>
            {SCORES.map((score) => <th key={score} scope="col">{titles[score]}</th>)}
          </tr>
        </thead>
        <tbody>
          {rows.map((one) => (
            <tr key={one.card.id}>
              <th scope="row">{one.words}<small>{one.lane.title} · {one.stage}</small></th>
              <td className="numbers">{worth(one) === null ? '—' : formats.share(worth(one)!)}</td>
              {SCORES.map((score) => <td key={score}><ScoreField one={one} score={score} title={titles[score]} may={may(one)} /></td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function ScoreField({ one, score, title, may }: { one: Judged; score: Score; title: string; may: boolean }) {
  const { hands } = useTools()
  const held = one.card.scores?.[score] ?? null
  const shown = held === null ? '' : String(Math.round(held * TIMES[score] * 100) / 100)
  const [typed, setTyped] = useState<string | null>(null)
  const save = () => {
    if (typed !== null && typed !== shown) {
      const number = typed.trim() === '' ? null : Math.max(0, Math.min(MOST[score], Number(typed))) / TIMES[score]
      const scores: Scores = { ...NO_SCORES, ...one.card.scores, [score]: number }
      if (number === null || Number.isFinite(number)) (hands as GridHands).edit(setCards([one.card.id], { scores }))
    }
    setTyped(null)
  }
  return (
    <input
      className={styles.field} type="number" min={0} max={MOST[score]} step={score === 'effort' ? 0.5 : 5} readOnly={!may} aria-label={`${title}: ${one.words}`}
      value={typed ?? shown} onChange={(event) => setTyped(event.target.value)} onBlur={save} onKeyDown={(event) => { if (event.key === 'Enter') save() }}
    />
  )
}
