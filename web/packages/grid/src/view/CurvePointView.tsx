import { t } from '@lingui/core/macro'
import type { Stage } from '@tropa/model'
import { bounds, onScale } from '@tropa/model'
import { useRef, useState } from 'react'
import { faceOf, setPoint, type Frame } from '../state'
import { usePart, useTools } from './context'
import { drawn, type Series } from './series'
import type { GridHands } from './hands'
import { Face, Ring, Star } from './icons'
import { emotionText, quoteMarks } from './numbers'
import styles from './CurvePointView.module.css'

interface Props { series: Series; stage: Stage; frame: Frame; kind: 'emotion' | 'arc'; labelled: boolean; shift: number }

/** One feeling: a slider that goes up and down by hand or by keys, with what was said and how sure it is. */
export function CurvePointView({ series, stage, frame, kind, labelled, shift }: Props) {
  const { host, hands } = useTools()
  const language = usePart((map) => map.language)
  const evidence = usePart((map) => map.evidence)
  const point = series.points.get(stage.id)
  const [dragged, setDragged] = useState<number | null>(null)
  const handle = useRef<HTMLDivElement>(null)
  const scale = kind === 'arc' ? '1..5' : '-2..2'
  const [low, high] = bounds(scale)
  const value = dragged ?? drawn(point, point?.value)
  const editable = host.may.edit
  if (value === null && !editable) return null
  const set = (next: number | null) => {
    const given = next === null || !point ? next : onScale(next, scale, point.scale)
    ;(hands as GridHands).edit([setPoint(point, series.persona.id, stage.id, given, kind, series.future)])
  }
  const keys = (event: React.KeyboardEvent) => {
    const by = { ArrowUp: 1, ArrowDown: -1, PageUp: 5, PageDown: -5 }[event.key]
    if (by !== undefined && editable && !event.altKey && !event.ctrlKey) {
      event.preventDefault()
      event.stopPropagation()
      set(Math.max(low, Math.min(high, Math.round(((value ?? (low + high) / 2) + by * (event.shiftKey ? 1 : 0.1)) * 10) / 10)))
    } else if ((event.key === 'Delete' || event.key === 'Backspace') && editable && point) {
      event.stopPropagation()
      set(null)
    } else if (event.key === 'Escape') {
      event.stopPropagation()
      handle.current?.closest<HTMLElement>('[role="gridcell"]')?.focus()
    } else if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') along(event, event.key === 'ArrowRight' ? 1 : -1)
  }
  const take = (event: React.PointerEvent) => {
    if (!editable || event.button !== 0) return
    event.preventDefault()
    handle.current?.focus()
    handle.current?.setPointerCapture(event.pointerId)
    setDragged(value ?? (low + high) / 2)
  }
  const pull = (event: React.PointerEvent) => {
    if (dragged === null) return
    const box = handle.current!.closest('[role="gridcell"]')!.getBoundingClientRect()
    const y = (event.clientY - box.top) / host.store.state.zoom
    setDragged(Math.max(low, Math.min(high, Math.round(frame.value(y) * 10) / 10)))
  }
  const drop = () => {
    if (dragged === null) return
    if (dragged !== drawn(point, point?.value)) set(dragged)
    setDragged(null)
  }
  const shown = value ?? (low + high) / 2
  const spoken = value === null ? t`not known` : `${emotionText(value, language)}${point?.label ? `, ${point.label}` : ''}`
  const [open, close] = quoteMarks(language)
  const above = shown >= (low + high) / 2
  const record = point && evidence.find((one) => one.id === point.evidence[0])
  return (
    <div className={`${styles.point} ${value === null ? styles.missing : ''}`} style={{ top: frame.y(shown), '--shift': `${shift}px`, '--colour': series.colour } as React.CSSProperties}>
      <div
        ref={handle} role="slider" tabIndex={-1} className={styles.handle} aria-orientation="vertical" aria-valuemin={low} aria-valuemax={high} aria-valuenow={Math.round(shown * 10) / 10}
        aria-valuetext={spoken} aria-label={series.future ? t`${series.persona.name}, to be: ${stage.title}` : t`${series.persona.name}: ${stage.title}`} aria-readonly={!editable || undefined}
        onKeyDown={keys} onPointerDown={take} onPointerMove={pull} onPointerUp={drop} onPointerCancel={() => setDragged(null)}
      >
        {value === null ? <span className={styles.empty}>+</span> : series.future ? <span className={styles.pin} /> : kind === 'arc' ? <span className={styles.dot} /> : series.several ? <span className={styles.pin}>{[...series.persona.name][0]}</span> : <Face of={faceOf(shown)} />}
        {point?.moment_of_truth && <span className={styles.truth}><Star /></span>}
      </div>
      {value !== null && (labelled || dragged !== null) && (
        <div className={`${styles.label} ${above ? styles.above : ''}`}>
          {point?.label && <span className={styles.words} lang={language}>{open}{point.label}{close}</span>}
          <span className={styles.figures}><b>{emotionText(value, language)}</b>{point && point.n > 0 && <small>n = {new Intl.NumberFormat(language).format(point.n)}</small>}
            {record && <button type="button" className={styles.why} tabIndex={-1} aria-label={t`Why? Evidence of grade ${record.grade}`} onClick={() => host.onWhy(record.id)}><Ring grade={record.grade} /></button>}
          </span>
        </div>
      )}
    </div>
  )
}

/** To the point of the next stage, of the same persona. */
function along(event: React.KeyboardEvent, by: 1 | -1): void {
  event.preventDefault()
  event.stopPropagation()
  const name = event.currentTarget.getAttribute('aria-label')?.split(':')[0]
  const all = [...(event.currentTarget.closest('[role="row"]')?.querySelectorAll<HTMLElement>('[role="slider"]') ?? [])].filter((one) => one.getAttribute('aria-label')?.split(':')[0] === name)
  all[all.indexOf(event.currentTarget as HTMLElement) + by]?.focus()
}
