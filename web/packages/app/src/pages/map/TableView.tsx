import { Trans, useLingui } from '@lingui/react/macro'
import { CURVES, measureText, useDocument, useGrid, useTools, STATUS_WORDS, LANE_WORDS } from '@tropa/grid'
import { Table, UnstyledButton } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import type { Card } from '@tropa/model'
import { useMemo, useState } from 'react'
import { useFormats } from '@tropa/ui'
import { goTo } from './page-state'
import { wordsOf } from './place-name'
import styles from './TableView.module.css'

type Column = 'stage' | 'lane' | 'words' | 'number' | 'grade' | 'status' | 'owner' | 'tags'

interface Row { card: Card; stage: number; lane: number; stageTitle: string; laneTitle: string; kind: keyof typeof LANE_WORDS; grade: string }

/** Every card as a row: to read, sort and go through them one by one. */
export function TableView() {
  const { t, i18n } = useLingui()
  const { host, hands } = useTools()
  const rows = useRows()
  const formats = useFormats()
  const language = useDocument().language
  const [sort, setSort] = useState<{ by: Column; down: boolean }>({ by: 'stage', down: false })
  const value = (row: Row): string | number => ({
    stage: row.stage * 1000 + row.lane, lane: row.lane * 1000 + row.stage, words: wordsOf(row.card.body), number: row.card.measure?.value ?? -Infinity,
    grade: row.grade || 'Z', status: row.card.status ?? '~', owner: row.card.owner || '~', tags: row.card.tags.join(' ') || '~',
  })[sort.by]
  const compare = (one: Row, other: Row) => {
    const [a, b] = [value(one), value(other)]
    return (typeof a === 'number' && typeof b === 'number' ? a - b : formats.compare(String(a), String(b))) * (sort.down ? -1 : 1)
  }
  const columns: [Column, string][] = [['stage', t`Stage`], ['lane', t`Lane`], ['words', t`Card`], ['number', t`Number`], ['grade', t`Grade`], ['status', t`Status`], ['owner', t`Owner`], ['tags', t`Tags`]]
  return (
    <Table className={styles.table} stickyHeader highlightOnHover verticalSpacing={6} aria-label={t`Cards of the map`}>
      <Table.Thead>
        <Table.Tr>
          {columns.map(([by, title]) => (
            <Table.Th key={by} aria-sort={sort.by === by ? (sort.down ? 'descending' : 'ascending') : undefined}>
              <UnstyledButton className={styles.sort} onClick={() => setSort({ by, down: sort.by === by && !sort.down })}>{title}{sort.by === by && (sort.down ? <IconArrowDown size={14} aria-hidden /> : <IconArrowUp size={14} aria-hidden />)}</UnstyledButton>
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.toSorted(compare).map((row) => (
          <Table.Tr key={row.card.id} lang={language}>
            <Table.Td>{row.stageTitle}</Table.Td>
            <Table.Td><span className={styles.lane} style={{ '--lane': `var(--lane-${row.kind}, var(--muted))` } as React.CSSProperties}>{row.laneTitle}</span></Table.Td>
            <Table.Td className={styles.words}>
              <UnstyledButton className={styles.go} onClick={() => goTo(host.store, { kind: 'card', id: row.card.id })}>{wordsOf(row.card.body) || t`(without words)`}</UnstyledButton>
              {row.card.state === 'proposed' && <span className={styles.proposed}><Trans>proposed</Trans></span>}
            </Table.Td>
            <Table.Td className="numbers">{row.card.measure && measureText(row.card.measure, language)}</Table.Td>
            <Table.Td>{row.grade && <UnstyledButton className={styles.go} onClick={() => host.onWhy(row.card.evidence[0]!)}>{row.grade}</UnstyledButton>}</Table.Td>
            <Table.Td>{row.card.status && i18n._(STATUS_WORDS[row.card.status])}</Table.Td>
            <Table.Td>{row.card.owner}</Table.Td>
            <Table.Td>
              {row.card.tags.join(', ')}
              <UnstyledButton className={styles.more} aria-label={t`Everything about the card`} onClick={() => hands.open({ kind: 'card', card: row.card.id })}>…</UnstyledButton>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

function useRows(): Row[] {
  const map = useDocument()
  const layout = useGrid((_, now) => now)
  return useMemo(() => {
    const stages = new Map(layout.columns.map((stage, place) => [stage.id, { place, title: stage.title }]))
    const lanes = new Map(layout.lanes.filter((row) => !CURVES.has(row.lane.kind)).map((row, place) => [row.lane.id, { place, lane: row.lane }]))
    const grades = new Map(map.evidence.map((one) => [one.id, one.grade]))
    return map.cards.flatMap((card): Row[] => {
      const stage = stages.get(card.stage)
      const lane = lanes.get(card.lane)
      if (card.deleted || !layout.places.has(card.id) || !stage || !lane) return []
      return [{ card, stage: stage.place, lane: lane.place, stageTitle: stage.title, laneTitle: lane.lane.title, kind: lane.lane.kind, grade: grades.get(card.evidence[0] ?? '') ?? '' }]
    })
  }, [map, layout])
}
