import { Trans, useLingui } from '@lingui/react/macro'
import { cardsIn, CardView, Face, faceOf, LaneIcon, useDocument, useGrid, usePart, useTools, type LaneRow } from '@tropa/grid'
import { onScale, type Stage } from '@tropa/model'
import { IconChevronLeft, IconChevronRight, IconMessagePlus, IconPencil, IconPlus } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { EmotionStrip } from './EmotionStrip'
import { PhoneCard, type Written } from './PhoneCard'
import styles from './Phone.module.css'

/** The map on a phone: one stage a screen, swiped; the emotion line as a strip on top that leads from stage to stage. */
export function Phone() {
  const { t } = useLingui()
  const columns = useGrid((_, layout) => layout.columns)
  const lanes = useGrid((_, layout) => layout.lanes)
  const [at, setAt] = useState(0)
  const [written, write] = useState<Written | null>(null)
  const track = useRef<HTMLDivElement>(null)
  const go = (place: number) => track.current?.children[place]?.scrollIntoView({ inline: 'start', block: 'nearest' })
  useEffect(() => {
    const element = track.current
    if (!element) return
    const seen = new IntersectionObserver((entries) => {
      for (const entry of entries) if (entry.isIntersecting) setAt([...element.children].indexOf(entry.target))
    }, { root: element, threshold: 0.6 })
    for (const child of element.children) seen.observe(child)
    return () => seen.disconnect()
  }, [columns])
  if (columns.length === 0) return <p className={styles.none}><Trans>No stages yet.</Trans></p>
  return (
    <div className={styles.phone}>
      <EmotionStrip at={at} go={go} />
      <div ref={track} className={styles.track} role="group" aria-label={t`Stages`} tabIndex={0}>
        {columns.map((stage, place) => <StagePage key={stage.id} stage={stage} place={place} of={columns.length} lanes={lanes} go={go} write={write} />)}
      </div>
      {written && <PhoneCard of={written} onClose={() => write(null)} />}
    </div>
  )
}

interface PageProps { stage: Stage; place: number; of: number; lanes: readonly LaneRow[]; go: (place: number) => void; write: (what: Written) => void }

function StagePage({ stage, place, of, lanes, go, write }: PageProps) {
  const { t } = useLingui()
  const { host } = useTools()
  const language = usePart((map) => map.language)
  return (
    <section className={styles.page} lang={language} aria-label={t`${stage.title}, ${place + 1} of ${of}`}>
      <div className={styles.title}>
        <button type="button" className={styles.step} aria-label={t`The stage before`} disabled={place === 0} onClick={() => go(place - 1)}><IconChevronLeft size={22} aria-hidden /></button>
        <h2>{stage.title}<span className={styles.no} aria-hidden>{place + 1} / {of}</span></h2>
        {host.may.comment && <button type="button" className={styles.deed} aria-label={t`Comment on ${stage.title}`} onClick={() => host.onComment({ kind: 'stage', id: stage.id })}><IconMessagePlus size={18} aria-hidden /></button>}
        <button type="button" className={styles.step} aria-label={t`The next stage`} disabled={place === of - 1} onClick={() => go(place + 1)}><IconChevronRight size={22} aria-hidden /></button>
      </div>
      {stage.goal && <p className={styles.goal}>{stage.goal}</p>}
      {lanes.map((row) => (row.curve ? <Felt key={row.lane.id} stage={stage} row={row} /> : <LanePart key={row.lane.id} stage={stage} row={row} write={write} />))}
    </section>
  )
}

function LanePart({ stage, row, write }: { stage: Stage; row: LaneRow; write: (what: Written) => void }) {
  const { t } = useLingui()
  const { host } = useTools()
  const spans = row.tracks.flat()
  const columns = useGrid((_, layout) => layout.columns)
  const cards = useGrid((_, layout) => cardsIn(layout, stage.id, row.lane.id))
  const place = columns.findIndex((one) => one.id === stage.id)
  const over = spans.filter((span) => span.first <= place && place <= span.last).map((span) => span.card)
  const all = [...over, ...cards]
  const writable = host.may.edit && !host.lockedLanes.has(row.lane.id)
  if (all.length === 0 && !writable) return null
  return (
    <section className={styles.lane} data-empty={all.length === 0 || undefined} style={{ '--lane': row.lane.colour ?? `var(--lane-${row.lane.kind}, var(--muted))` } as React.CSSProperties}>
      <h3 className={styles.label}><LaneIcon kind={row.lane.kind} />{row.lane.title}
        {writable && <button type="button" className={styles.deed} aria-label={t`New card in ${row.lane.title}`} onClick={() => write({ stage: stage.id, lane: row.lane.id, title: row.lane.title })}><IconPlus size={18} aria-hidden /></button>}
      </h3>
      {all.map((id) => (
        <div key={id} className={styles.card}>
          <CardView id={id} lane={row.lane} quiet />
          <div className={styles.deeds}>
            {host.may.comment && <button type="button" className={styles.talk} aria-label={t`Comment`} onClick={() => host.onComment({ kind: 'card', id })}><IconMessagePlus size={18} aria-hidden />{host.comments.get(`card:${id}`)?.open}</button>}
            {writable && <button type="button" className={styles.talk} aria-label={t`Change the words`} onClick={() => write({ card: id })}><IconPencil size={18} aria-hidden /></button>}
          </div>
        </div>
      ))}
    </section>
  )
}

/** How each persona feels at the stage, in words and a face. */
function Felt({ stage, row }: { stage: Stage; row: LaneRow }) {
  const map = useDocument()
  const points = map.curve.filter((one) => one.stage === stage.id && one.kind === row.curve && !one.future && one.value !== null)
  if (points.length === 0) return null
  return (
    <section className={styles.lane} style={{ '--lane': 'var(--text)' } as React.CSSProperties}>
      <h3 className={styles.label}><LaneIcon kind={row.lane.kind} />{row.lane.title}</h3>
      {points.map((point) => {
        const value = onScale(point.value!, point.scale, '-2..2')
        return (
          <p key={point.persona} className={styles.felt}><Face of={faceOf(value)} size={26} />
            <span><b className="numbers">{new Intl.NumberFormat(map.language, { maximumFractionDigits: 1, signDisplay: 'exceptZero' }).format(value)}</b>{map.personas.length > 1 && <> · {map.personas.find((one) => one.id === point.persona)?.name}</>}{point.label && <> · <i>{point.label}</i></>}{point.n > 0 && <small> n = {point.n}</small>}</span>
          </p>
        )
      })}
    </section>
  )
}
