import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { GridHands, useDocument, useGrid, useTools } from '@tropa/grid'
import { Button, TextInput } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconCopy, IconSearch } from '@tabler/icons-react'
import { announce, Empty, say, sayProblem, useFormats } from '@tropa/ui'
import { memo, useCallback, useDeferredValue, useEffect, useMemo, useRef, useState, type CSSProperties, type KeyboardEvent } from 'react'
import { TableCellEditor, TableCellWords } from './TableCell'
import { besides, keyedTo, type At } from './table-keys'
import { COLUMNS, csvOf, editsOf, FIELDS, filtered, rowsOf, sorted, type Column, type Row, type Sort } from './table-rows'
import { useTableWords } from './table-words'
import styles from './TableView.module.css'

interface Writing { at: At; first: string | null }

/** Every card as a row: to sort, to look for, to write in place; the same rights as on the map. */
export function TableView() {
  const { t } = useLingui()
  const map = useDocument()
  const layout = useGrid((_, now) => now)
  const formats = useFormats()
  const { titles, shown, choices } = useTableWords(map)
  const [sort, setSort] = useState<Sort>({ by: 'stage', down: false })
  const [typed, setTyped] = useState('')
  const query = useDeferredValue(typed)
  const all = useMemo(() => rowsOf(map, layout), [map, layout])
  const rows = useMemo(() => sorted(filtered(all, query, shown), sort, shown, formats.compare), [all, query, sort, shown, formats])
  const copy = () => void navigator.clipboard.writeText(csvOf(rows, titles, shown)).then(() => say(t`The table is on the clipboard, as CSV`), sayProblem)
  return (
    <div className={styles.view}>
      <div className={styles.bar}>
        <TextInput size="xs" className={styles.search} leftSection={<IconSearch size={14} aria-hidden />} aria-label={t`Filter the rows`} placeholder={t`Filter the rows`} value={typed} onChange={(event) => setTyped(event.currentTarget.value)} />
        <span className={styles.count} role="status"><Plural value={rows.length} one="# card" few="# cards" many="# cards" other="# cards" /></span>
        <span className={styles.space} />
        <Button size="xs" variant="default" leftSection={<IconCopy size={14} aria-hidden />} disabled={rows.length === 0} onClick={copy}><Trans>Copy as CSV</Trans></Button>
      </div>
      {rows.length === 0 ? <Empty title={typed ? t`No card holds these words` : t`No cards yet`} />
        : <Rows rows={rows} titles={titles} shown={shown} choices={choices} sort={sort} setSort={setSort} />}
    </div>
  )
}

type Words = ReturnType<typeof useTableWords>
interface RowsProps extends Words { rows: readonly Row[]; sort: Sort; setSort: (sort: Sort) => void }

function Rows({ rows, titles, shown, choices, sort, setSort }: RowsProps) {
  const { t } = useLingui()
  const root = useRef<HTMLDivElement>(null)
  const cells = useCells(rows, root, shown)
  const sortBy = (by: Column) => setSort({ by, down: sort.by === by && !sort.down })
  return (
    <div ref={root} role="grid" className={styles.table} aria-label={t`Cards of the map`} aria-rowcount={rows.length + 1} aria-colcount={COLUMNS.length} onKeyDown={cells.keys}>
      <div role="row" aria-rowindex={1} className={styles.head}>
        {COLUMNS.map((column) => (
          <div key={column} role="columnheader" aria-sort={sort.by === column ? (sort.down ? 'descending' : 'ascending') : undefined}>
            <button type="button" onClick={() => sortBy(column)}>{titles[column]}{sort.by === column && (sort.down ? <IconArrowDown size={13} aria-hidden /> : <IconArrowUp size={13} aria-hidden />)}</button>
          </div>
        ))}
      </div>
      {rows.map((row, place) => (
        <TableRow
          key={row.card.id} row={row} index={place + 2} titles={titles} shown={shown} choices={choices}
          at={cells.at.card === row.card.id ? cells.at.column : null} writing={cells.writing?.at.card === row.card.id ? cells.writing : null}
          go={cells.go} write={cells.write} save={cells.save} leave={cells.leave}
        />
      ))}
    </div>
  )
}

/** Where one is in the table, and the cell one writes in. */
function useCells(rows: readonly Row[], root: React.RefObject<HTMLDivElement | null>, shown: Words['shown']) {
  const { t } = useLingui()
  const { host, hands } = useTools()
  const [held, setAt] = useState<At>({ card: rows[0]?.card.id ?? '', column: 'body' })
  const [writing, setWriting] = useState<Writing | null>(null)
  const wanted = useRef(false)
  const cards = rows.map((row) => row.card.id)
  const at = cards.includes(held.card) ? held : { card: cards[0] ?? '', column: held.column }
  const list = useRef(cards)
  useEffect(() => { list.current = cards })
  const go = useCallback((to: At) => { wanted.current = true; setAt(to) }, [])
  useEffect(() => {
    if (!wanted.current || writing) return
    wanted.current = false
    const cell = root.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(at.card)}"] [data-column="${at.column}"]`)
    cell?.focus({ preventScroll: true })
    cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  })
  const free = useCallback((row: Row, column: Column) => {
    if (!host.may.edit || FIELDS[column] === null) return false
    if (host.lockedLanes.has(row.lane.id)) { say(t`This lane is locked for now.`); return false }
    return true
  }, [host, t])
  const write = useCallback((row: Row, column: Column, first: string | null = null) => {
    if (!free(row, column)) return
    setAt({ card: row.card.id, column })
    setWriting({ at: { card: row.card.id, column }, first })
  }, [free])
  const save = useCallback((row: Row, column: Column, written: string) => {
    if ((hands as GridHands).edit(editsOf(host.session.document(), row, column, written))) announce(t`Kept`)
  }, [hands, host.session, t])
  const leave = useCallback((from: At, then: 'stay' | 'down' | 'next' | 'previous') => {
    setWriting(null)
    const order = list.current
    go(then === 'stay' ? from : then === 'down' ? { card: order[order.indexOf(from.card) + 1] ?? from.card, column: from.column } : besides(from, then === 'next' ? 1 : -1, order))
  }, [go])
  const deed = (event: KeyboardEvent, row: Row): boolean => {
    const mod = event.ctrlKey || event.metaKey
    if (mod && event.code === 'KeyZ') { if (event.shiftKey) hands.redo(); else hands.undo(); return true }
    if (mod && event.code === 'KeyC') { void navigator.clipboard.writeText(shown(row, at.column)).then(() => announce(t`Copied`), sayProblem); return true }
    if (event.key === 'Enter' || event.key === 'F2') { write(row, at.column); return true }
    if ((event.key === 'Delete' || event.key === 'Backspace') && !['stage', 'lane', 'body'].includes(at.column) && free(row, at.column)) { save(row, at.column, ''); return true }
    const types = event.key.length === 1 && event.key !== ' ' && !mod && !event.altKey && !event.nativeEvent.isComposing
    if (types && FIELDS[at.column] !== 'choice' && FIELDS[at.column] !== 'date') { write(row, at.column, event.key); return true }
    return false
  }
  const keys = (event: KeyboardEvent) => {
    const row = rows.find((one) => one.card.id === at.card)
    if (writing || !row || !(event.target as Element).matches('[role=gridcell]')) return
    const next = event.altKey || event.shiftKey ? null : keyedTo(event, at, cards)
    if (next) go(next)
    if (next || deed(event, row)) event.preventDefault()
  }
  return { at, writing, go, write, save, leave, keys }
}

interface RowProps extends Pick<ReturnType<typeof useCells>, 'go' | 'write' | 'save' | 'leave'>, Words { row: Row; index: number; at: Column | null; writing: Writing | null }

const TableRow = memo(function TableRow({ row, index, at, writing, titles, shown, choices, go, write, save, leave }: RowProps) {
  const language = useDocument().language
  const tint = { '--lane': row.lane.colour ?? `var(--tint-${row.lane.kind}, var(--muted))` } as CSSProperties
  return (
    <div role="row" aria-rowindex={index} className={styles.row} data-row={row.card.id} lang={language} style={tint}>
      {COLUMNS.map((column) => {
        const here: At = { card: row.card.id, column }
        return (
          <div
            key={column} role="gridcell" data-column={column} tabIndex={at === column ? 0 : -1} aria-readonly={FIELDS[column] === null || undefined}
            onFocus={(event) => { if (event.target === event.currentTarget && at !== column) go(here) }} onDoubleClick={() => write(row, column)}
          >
            {writing?.at.column === column
              ? <TableCellEditor row={row} column={column} title={titles[column]} choices={choices(column)} first={writing.first} save={(written) => save(row, column, written)} leave={(then) => leave(here, then)} />
              : <TableCellWords row={row} column={column} shown={shown(row, column)} />}
          </div>
        )
      })}
    </div>
  )
})
