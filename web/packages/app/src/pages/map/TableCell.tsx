import { useLingui } from '@lingui/react/macro'
import { Face, faceOf, Ring, useTools, Words } from '@tropa/grid'
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { feelingOf, FIELDS, rawOf, type Column, type Row } from './table-rows'
import type { Choice } from './table-words'
import styles from './TableView.module.css'

/** What a cell shows. */
export function TableCellWords({ row, column, shown }: { row: Row; column: Column; shown: string }) {
  const { t } = useLingui()
  const { host } = useTools()
  const { card } = row
  switch (column) {
    case 'body': return <><Words body={card.body} />{card.state === 'proposed' && <span className={styles.proposed}>{t`proposed`}</span>}</>
    case 'feeling': { const felt = feelingOf(card); return felt === null ? null : <span className={styles.felt}><Face of={faceOf(felt)} size={18} />{shown}</span> }
    case 'grade': return row.grade ? <button type="button" tabIndex={-1} className={styles.why} aria-label={t`Why? Evidence of grade ${row.grade}`} onClick={() => host.onWhy(card.evidence[0]!)}><Ring grade={row.grade} /></button> : null
    case 'tags': return card.tags.length ? <span className={styles.tags}>{card.tags.map((tag) => <span key={tag}>{tag}</span>)}</span> : null
    default: return <>{shown}</>
  }
}

interface EditorProps { row: Row; column: Column; title: string; choices: readonly Choice[]; first: string | null; save: (written: string) => void; leave: (then: 'stay' | 'down' | 'next' | 'previous') => void }

/** A cell while one writes in it: Enter and Tab keep and go on, Esc keeps nothing. */
export function TableCellEditor({ row, column, title, choices, first, save, leave }: EditorProps) {
  const [typed, setTyped] = useState(first ?? rawOf(row, column))
  const field = useRef<HTMLInputElement & HTMLTextAreaElement & HTMLSelectElement>(null)
  const over = useRef(false)
  useEffect(() => {
    field.current?.focus()
    if (field.current?.tagName === 'TEXTAREA') field.current.setSelectionRange(field.current.value.length, field.current.value.length)
    else if (first === null && field.current && 'select' in field.current) field.current.select()
  }, [first])
  const end = (then: 'stay' | 'down' | 'next' | 'previous', kept = true) => {
    if (over.current) return
    over.current = true
    if (kept) save(field.current?.value ?? typed)
    leave(then)
  }
  const keys = (event: KeyboardEvent) => {
    event.stopPropagation()
    if (event.nativeEvent.isComposing) return
    const then = event.key === 'Tab' ? (event.shiftKey ? 'previous' : 'next') : event.key === 'Enter' && !event.shiftKey && !event.altKey ? 'down' : event.key === 'Escape' ? 'stay' : null
    if (!then) return
    event.preventDefault()
    end(then, event.key !== 'Escape')
  }
  const common = { ref: field, className: styles.field, 'aria-label': title, value: typed, onKeyDown: keys, onBlur: () => { if (!over.current) { over.current = true; save(typed); leave('stay') } } }
  const field_ = FIELDS[column]
  if (field_ === 'choice') return <select {...common} onChange={(event) => setTyped(event.target.value)}>{choices.map((one) => <option key={one.value} value={one.value}>{one.label}</option>)}</select>
  if (field_ === 'words') return <textarea {...common} rows={Math.min(8, Math.max(2, typed.split('\n').length + Math.floor(typed.length / 45)))} onChange={(event) => setTyped(event.target.value)} />
  return <input {...common} type={field_ === 'date' ? 'date' : 'text'} inputMode={field_ === 'number' ? 'decimal' : undefined} onChange={(event) => setTyped(event.target.value)} />
}
