import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Button, Table } from '@mantine/core'
import { IconDatabase, IconTrash, IconUpload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Answer, confirm, Empty, sayProblem, useFormats } from '@tropa/ui'
import { useState } from 'react'
import { useMay } from '../../session'
import { change, importsQuery, overviewQuery, type DataOverview, type DataSource } from './api'
import styles from './DataPage.module.css'
import { JobProgress, Section, Tiles } from './parts'
import { READER_WORDS, TABLE_WORDS } from './words'

/** Where the data comes from, how much of it there is, over which period, and the imports that brought it. */
export function Sources() {
  const overview = useQuery(overviewQuery)
  return <Answer of={overview}>{(found) => (found.sources.length === 0 ? <Nothing /> : <Found of={found} />)}</Answer>
}

function Nothing() {
  const { t } = useLingui()
  const may = useMay('editor')
  return (
    <Empty icon={<IconDatabase size={40} />} title={t`There is no data yet`} action={may && <Button component={Link} to="/data/upload"><Trans>Add files</Trans></Button>}>
      <Trans>Exports of web analytics, CRM, surveys, reviews, support tickets and interviews: most are recognised by themselves.</Trans>
    </Empty>
  )
}

function Found({ of }: { of: DataOverview }) {
  const { t, i18n } = useLingui()
  const formats = useFormats()
  const [removing, remove] = useState<string | null>(null)
  const period = of.first && of.last ? `${formats.day(of.first)} – ${formats.day(of.last)}` : '—'
  const tables = of.tables.filter((one) => one.rows > 0)
  return (
    <>
      <Tiles of={[[t`Period of the events`, period], ...tables.map((one): [string, string] => [TABLE_WORDS[one.name] ? i18n._(TABLE_WORDS[one.name]!) : one.name, formats.number(one.rows)])]} />
      {removing && <JobProgress id={removing} />}
      <Section title={<Trans>Sources</Trans>}>
        <div className={styles.scroll} role="group" tabIndex={0}>
          <Table verticalSpacing="sm">
            <Table.Thead><Table.Tr>
              <Table.Th><Trans>Source</Trans></Table.Th><Table.Th><Trans>Read as</Trans></Table.Th><Table.Th><Trans>Files</Trans></Table.Th><Table.Th><Trans>Rows</Trans></Table.Th><Table.Th><span className="only-spoken"><Trans>What can be done</Trans></span></Table.Th>
            </Table.Tr></Table.Thead>
            <Table.Tbody>{of.sources.map((one) => <Row key={one.name} source={one} onRemove={remove} />)}</Table.Tbody>
          </Table>
        </div>
      </Section>
      <Imports />
    </>
  )
}

function Row({ source, onRemove }: { source: DataSource; onRemove: (job: string) => void }) {
  const { t, i18n } = useLingui()
  const formats = useFormats()
  const may = useMay('owner')
  const reader = source.reader ? READER_WORDS[source.reader] : undefined
  const rows = Object.entries(source.rows)
  async function remove() {
    const sure = await confirm({
      title: t`Remove the source “${source.name}”?`, action: t`Remove the source`, grave: true,
      body: t`Its rows, its files in the workspace and its place in the definition go. Maps keep what they say until they are refreshed. This cannot be undone.`,
    })
    if (sure) change.removeSource(source.name).then((job) => onRemove(job.id)).catch(sayProblem)
  }
  return (
    <Table.Tr>
      <Table.Td fw={600}>{source.name}{!source.declared && <div className={styles.quiet}><Trans>not in the definition</Trans></div>}</Table.Td>
      <Table.Td>{reader ? i18n._(reader) : source.reader ?? <Trans>recognised</Trans>}</Table.Td>
      <Table.Td className={styles.code}>{source.files.join(', ') || '—'}</Table.Td>
      <Table.Td>
        {rows.length === 0 ? <span className={styles.quiet}><Trans>not imported yet</Trans></span> : rows.map(([table, count]) => (
          <div key={table} className="numbers">{TABLE_WORDS[table] ? i18n._(TABLE_WORDS[table]!) : table}: {formats.number(count)}</div>
        ))}
      </Table.Td>
      <Table.Td className={styles.number}>{may && <ActionIcon variant="subtle" color="gray" aria-label={t`Remove the source “${source.name}”`} onClick={() => void remove()}><IconTrash size={18} aria-hidden /></ActionIcon>}</Table.Td>
    </Table.Tr>
  )
}

function Imports() {
  const formats = useFormats()
  const may = useMay('editor')
  const { data: imports = [] } = useQuery(importsQuery)
  return (
    <Section title={<Trans>Imports</Trans>}>
      {may && <Button component={Link} to="/data/upload" mb="md" leftSection={<IconUpload size={16} aria-hidden />}><Trans>Add files</Trans></Button>}
      {imports.length === 0 ? <p className={styles.quiet}><Trans>No file has been imported yet.</Trans></p> : (
        <div className={styles.scroll} role="group" tabIndex={0}>
          <Table verticalSpacing="xs">
            <Table.Thead><Table.Tr><Table.Th><Trans>File</Trans></Table.Th><Table.Th><Trans>Source</Trans></Table.Th><Table.Th><Trans>When</Trans></Table.Th><Table.Th className={styles.number}><Trans>Taken</Trans></Table.Th><Table.Th><Trans>Refused</Trans></Table.Th></Table.Tr></Table.Thead>
            <Table.Tbody>
              {imports.map((one) => (
                <Table.Tr key={one.id}>
                  <Table.Td>{may ? <Link to={`/data/imports/${one.id}`}>{one.file}</Link> : one.file}</Table.Td><Table.Td>{one.source}</Table.Td><Table.Td>{formats.dayTime(one.time)}</Table.Td>
                  <Table.Td className={styles.number}>{formats.number(one.accepted)}</Table.Td>
                  <Table.Td className={one.rejected ? styles.warn : styles.quiet}>{one.rejected ? <Plural value={one.rejected} one="# row" few="# rows" many="# rows" other="# rows" /> : <Trans>none</Trans>}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
    </Section>
  )
}
