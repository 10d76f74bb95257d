import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { SegmentedControl, Table } from '@mantine/core'
import { IconCircleCheck, IconCircleDashed } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Answer, useFormats, useLanguage } from '@tropa/ui'
import { useMemo, useState } from 'react'
import { textIn } from './board'
import { coverageQuery, definitionQuery, type Covered, type DataCoverage } from './api'
import styles from './DataPage.module.css'
import { Section, Tiles } from './parts'

/** Which touchpoints and channels are measured, which are only thought of, and since when. */
export function Coverage() {
  const coverage = useQuery(coverageQuery)
  return <Answer of={coverage}>{(found) => <Found of={found} />}</Answer>
}

function Found({ of }: { of: DataCoverage }) {
  const { t } = useLingui()
  const formats = useFormats()
  const measured = (all: Covered[]) => `${formats.number(all.filter((one) => one.state === 'measured').length)} / ${formats.number(all.length)}`
  return (
    <>
      <Tiles of={[
        [t`Touchpoints measured`, measured(of.touchpoints)], [t`Channels measured`, measured(of.channels)], [t`Customers`, formats.number(of.customers)],
        [t`Of them have said something`, of.spoken_share === null ? '—' : `${formats.number(of.spoken)} (${formats.share(of.spoken_share)})`],
      ]} />
      <Names title={t`Touchpoints`} all={of.touchpoints} />
      <Names title={t`Channels`} all={of.channels} />
      {of.months.length > 0 && <Months of={of.months} />}
    </>
  )
}

function Names({ title, all }: { title: string; all: Covered[] }) {
  const { t } = useLingui()
  const formats = useFormats()
  const [shown, show] = useState<string>('all')
  const rows = all.filter((one) => shown === 'all' || one.state === shown)
  const most = Math.max(1, ...all.map((one) => one.events))
  return (
    <Section title={title} lead={<Trans>What stands in a map and has no events is an assumption until somebody brings the data.</Trans>}>
      <SegmentedControl mb="sm" value={shown} onChange={show} aria-label={t`Which to show: ${title}`} data={[{ value: 'all', label: t`all` }, { value: 'measured', label: t`measured` }, { value: 'unmeasured', label: t`not measured` }]} />
      <div className={styles.scroll} role="group" tabIndex={0}>
        <Table verticalSpacing={6}>
          <Table.Thead><Table.Tr><Table.Th>{title}</Table.Th><Table.Th><Trans>State</Trans></Table.Th><Table.Th><Trans>Events</Trans></Table.Th><Table.Th className={styles.number}><Trans>Customers</Trans></Table.Th><Table.Th><Trans>In maps</Trans></Table.Th></Table.Tr></Table.Thead>
          <Table.Tbody>
            {rows.map((one) => (
              <Table.Tr key={one.name}>
                <Table.Td fw={600}>{one.name}</Table.Td><Table.Td><State of={one} /></Table.Td>
                <Table.Td><span className={styles.bar}><span aria-hidden><i style={{ width: `${(100 * one.events) / most}%` }} /></span><span>{formats.number(one.events)}</span></span></Table.Td>
                <Table.Td className={styles.number}>{formats.number(one.customers)}</Table.Td>
                <Table.Td>{one.maps.length > 0 ? <Plural value={one.maps.length} one="in # map" few="in # maps" many="in # maps" other="in # maps" /> : one.standard ? <span className={styles.quiet}><Trans>usual, in no map</Trans></span> : '—'}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      {rows.length === 0 && <p className={styles.quiet}><Trans>None.</Trans></p>}
    </Section>
  )
}

function State({ of }: { of: Covered }) {
  return of.state === 'measured'
    ? <span className={`${styles.mark} ${styles.good}`}><IconCircleCheck size={16} aria-hidden /><Trans>measured</Trans></span>
    : <span className={`${styles.mark} ${styles.warn}`}><IconCircleDashed size={16} aria-hidden /><Trans>not measured</Trans></span>
}

function Months({ of }: { of: DataCoverage['months'] }) {
  const formats = useFormats()
  const { language } = useLanguage()
  const { data: definition } = useQuery(definitionQuery)
  const months = useMemo(() => [...new Set(of.map((one) => one.month))].sort(), [of])
  const stages = useMemo(() => [...new Set(of.map((one) => one.stage))], [of])
  const title = (id: string | null) => {
    const found = definition?.parsed?.stages.find((one) => one.id === id)
    return found ? textIn(found.title, language) : id ?? <Trans>no stage</Trans>
  }
  const most = Math.max(1, ...of.map((one) => one.events))
  return (
    <Section title={<Trans>Events by stage and month</Trans>}>
      <div className={styles.scroll} role="group" tabIndex={0}>
        <Table withRowBorders={false} verticalSpacing={4}>
          <Table.Thead><Table.Tr><Table.Th><Trans>Stage</Trans></Table.Th>{months.map((month) => <Table.Th key={month} className={styles.number}>{monthIn(language, month)}</Table.Th>)}</Table.Tr></Table.Thead>
          <Table.Tbody>
            {stages.map((stage) => (
              <Table.Tr key={stage ?? ''}>
                <Table.Th>{title(stage)}</Table.Th>
                {months.map((month) => {
                  const events = of.find((one) => one.stage === stage && one.month === month)?.events ?? 0
                  return <Table.Td key={month} className={styles.number} style={{ background: `color-mix(in srgb, var(--accent) ${Math.round((28 * events) / most)}%, transparent)` }}>{formats.number(events)}</Table.Td>
                })}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </Section>
  )
}

const monthIn = (language: string, month: string) => new Intl.DateTimeFormat(language, { month: 'short', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${month}-01T00:00:00Z`))
