import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { setCards, tellRefused, useDocument, useGrid, useTools } from '@tropa/grid'
import { announce } from '@tropa/ui'
import { useMemo, useRef, useState } from 'react'
import { quarterOf, scoresAt, weighed, type Judged } from './matrix'
import { shortened, wordsOf } from './place-name'
import styles from './MatrixView.module.css'

interface At { impact: number; effort: number }
const BY: Record<string, [number, number]> = { ArrowUp: [1, 0], ArrowDown: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] }

/** Ideas and barriers by what they bring and what they cost; a card is put to its place by hand or by arrow keys. */
export function MatrixView() {
  const { host } = useTools()
  const map = useDocument()
  const places = useGrid((_, layout) => layout.places)
  const all = useMemo(() => weighed(map, places), [map, places])
  const field = useRef<HTMLDivElement>(null)
  const judged = all.filter((one): one is Judged & At => one.impact !== null && one.effort !== null)
  const waiting = all.filter((one) => one.impact === null || one.effort === null)
  const put = ({ card }: Judged, { impact, effort }: At) => {
    try { host.session.edit(setCards([card.id], { scores: scoresAt(card, impact, effort) })) } catch (error) { tellRefused(error) }
  }
  const at = (x: number, y: number): At => {
    const box = field.current!.getBoundingClientRect()
    return { effort: Math.max(0, Math.min(10, ((x - box.left) / box.width) * 10)), impact: Math.max(0, Math.min(10, (1 - (y - box.top) / box.height) * 10)) }
  }
  return (
    <div className={styles.matrix}>
      <div className={styles.chart}>
        <p className={styles.up}><Trans>impact →</Trans></p>
        <div ref={field} className={styles.field} onDragOver={(event) => { if (host.may.edit) event.preventDefault() }}
          onDrop={(event) => { const one = all.find(({ card }) => card.id === event.dataTransfer.getData('text/x-tropa-card')); if (one) put(one, at(event.clientX, event.clientY)) }}>
          <Quarters />
          {judged.map((one) => <Dot key={one.card.id} one={one} at={at} put={put} />)}
        </div>
        <p className={styles.along}><Trans>effort →</Trans></p>
      </div>
      <section className={styles.waiting}>
        <h3>{waiting.length === 0 ? <Trans>Everything has been weighed</Trans> : <Plural value={waiting.length} one="# card waits to be weighed" few="# cards wait to be weighed" many="# cards wait to be weighed" other="# cards wait to be weighed" />}</h3>
        {all.length === 0 && <p><Trans>Barriers, opportunities and solutions of the map stand here.</Trans></p>}
        <ul>
          {waiting.slice(0, 200).map((one) => (
            <li key={one.card.id}>
              <button type="button" draggable={host.may.edit} disabled={!host.may.edit} onDragStart={(event) => event.dataTransfer.setData('text/x-tropa-card', one.card.id)} onClick={() => put(one, { impact: one.impact ?? 5, effort: one.effort ?? 5 })}>
                {shortened(wordsOf(one.card.body), 140)}<small className="only-spoken"> <Trans>put in the middle</Trans></small>
              </button>
            </li>
          ))}
        </ul>
      </section>
    </div>
  )
}

function Quarters() {
  return (
    <>
      <span className={styles.quarter} style={{ left: 12, top: 10 }}><Trans>do first</Trans></span>
      <span className={styles.quarter} style={{ right: 12, top: 10 }}><Trans>plan well</Trans></span>
      <span className={styles.quarter} style={{ left: 12, bottom: 10 }}><Trans>on the side</Trans></span>
      <span className={styles.quarter} style={{ right: 12, bottom: 10 }}><Trans>better not</Trans></span>
    </>
  )
}

function Dot({ one, at, put }: { one: Judged & At; at: (x: number, y: number) => At; put: (one: Judged, at: At) => void }) {
  const { t } = useLingui()
  const { host, hands } = useTools()
  const map = useDocument()
  const [dragged, drag] = useState<At | null>(null)
  const lane = map.lanes.find((each) => each.id === one.card.lane)
  const words = wordsOf(one.card.body)
  const here = dragged ?? one
  const told = ({ impact, effort }: At) => t`impact ${Math.round(impact * 10) / 10}, effort ${Math.round(effort * 10) / 10}`
  const keys = (event: React.KeyboardEvent) => {
    const by = BY[event.key]
    if (event.key === 'Enter') return hands.open({ kind: 'card', card: one.card.id })
    if (!by || !host.may.edit) return
    event.preventDefault()
    const step = event.shiftKey ? 1 : 0.5
    const next = { impact: Math.max(0, Math.min(10, one.impact + by[0] * step)), effort: Math.max(0, Math.min(10, one.effort + by[1] * step)) }
    put(one, next)
    announce(told(next))
  }
  return (
    <button
      type="button" className={styles.dot} data-quarter={quarterOf(here)} style={{ left: `${here.effort * 10}%`, bottom: `${here.impact * 10}%`, '--lane': `var(--lane-${lane?.kind}, var(--muted))` } as React.CSSProperties}
      aria-label={`${words}: ${told(one)}`} title={words} onKeyDown={keys} onDoubleClick={() => hands.open({ kind: 'card', card: one.card.id })}
      onPointerDown={(event) => { if (host.may.edit && event.button === 0) { event.currentTarget.setPointerCapture(event.pointerId); drag({ impact: one.impact, effort: one.effort }) } }}
      onPointerMove={(event) => { if (dragged) drag(at(event.clientX, event.clientY)) }}
      onPointerUp={() => { if (dragged && (dragged.impact !== one.impact || dragged.effort !== one.effort)) put(one, dragged); drag(null) }}
      onPointerCancel={() => drag(null)}
    >
      <i /><span>{shortened(words, 40)}</span>
    </button>
  )
}
