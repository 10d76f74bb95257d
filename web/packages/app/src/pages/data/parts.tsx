import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Progress, Table } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { announce, Problem, sayProblem, useFormats } from '@tropa/ui'
import { useEffect, useRef, type ReactNode } from 'react'
import { change, jobQuery, over, type JobStatus, type Refused } from './api'
import styles from './DataPage.module.css'
import { JOB_WORDS, STATE_WORDS } from './words'

/** Numbers with their names, side by side. */
export function Tiles({ of }: { of: [string, ReactNode][] }) {
  return <dl className={styles.tiles}>{of.map(([name, value]) => <div key={name} className={styles.tile}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
}

/** A part of a page with its heading. */
export function Section({ title, lead, children }: { title: ReactNode; lead?: ReactNode; children: ReactNode }) {
  return <section className={styles.section}><h2>{title}</h2>{lead && <p className={styles.lead}>{lead}</p>}{children}</section>
}

/** A share as a bar and in figures. */
export function ShareBar({ share }: { share: number | null }) {
  const formats = useFormats()
  if (share === null) return <span className={styles.quiet}><Trans>not known</Trans></span>
  return <span className={styles.bar}><span aria-hidden><i style={{ width: `${Math.min(100, share * 100)}%` }} /></span><span>{formats.share(share)}</span></span>
}

interface Watching {
  id: string
  /** What to show once it has been done well. */
  children?: (job: JobStatus) => ReactNode
  onDone?: (job: JobStatus) => void
}

/** A job from its beginning to its end: how far it is, a way to stop it, what went wrong, what came of it. */
export function JobProgress({ id, children, onDone }: Watching) {
  const { i18n, t } = useLingui()
  const formats = useFormats()
  const { data: job, error } = useQuery(jobQuery(id))
  useAtTheEnd(job, onDone)
  if (error && !job) return <Problem error={error} />
  if (!job) return null
  const kind = JOB_WORDS[job.kind]
  const name = kind ? i18n._(kind) : job.kind
  if (job.state === 'done') return <>{children?.(job)}</>
  if (over(job)) return <Problem error={new Error(job.message ?? `${name}: ${i18n._(STATE_WORDS[job.state])}`)} />
  const waits = job.state === 'queued'
  return (
    <div role="group" aria-label={name}>
      <Group justify="space-between" mb={4}>
        <span>{name}: {waits ? i18n._(STATE_WORDS.queued) : formats.share(job.share)}</span>
        {job.kind !== 'erase' && job.kind !== 'remove_source' && <Button size="compact-sm" variant="default" onClick={() => void change.cancel(job.id).catch(sayProblem)}><Trans>Stop</Trans></Button>}
      </Group>
      <Progress value={job.share * 100} animated={!waits} aria-label={t`How far the job is`} />
    </div>
  )
}

/** Everything that rests on the data is asked anew, once, when a job that was seen running has ended. */
function useAtTheEnd(job: JobStatus | undefined, onDone?: (job: JobStatus) => void) {
  const queries = useQueryClient()
  const { i18n } = useLingui()
  const told = useRef(false)
  useEffect(() => {
    if (!job || !over(job) || told.current) return
    told.current = true
    const kind = JOB_WORDS[job.kind]
    announce(`${kind ? i18n._(kind) : job.kind}: ${i18n._(STATE_WORDS[job.state])}`)
    for (const key of ['data', 'definition', 'jobs', 'segments', 'vocabulary', 'maps', 'personas']) void queries.invalidateQueries({ queryKey: [key] })
    if (job.state === 'done') onDone?.(job)
  }, [job, queries, i18n, onDone])
}

/** Rows that were not taken: line, column, what stood there, why. */
export function RefusedRows({ rows, all }: { rows: Refused[]; all: number }) {
  if (rows.length === 0) return null
  return (
    <div className={styles.scroll} role="group" tabIndex={0}>
      <Table verticalSpacing={6} striped>
        <Table.Thead><Table.Tr><Table.Th className={styles.number}><Trans>Line</Trans></Table.Th><Table.Th><Trans>Column</Trans></Table.Th><Table.Th><Trans>What stood there</Trans></Table.Th><Table.Th><Trans>Why it was not taken</Trans></Table.Th></Table.Tr></Table.Thead>
        <Table.Tbody>
          {rows.map((row, place) => (
            <Table.Tr key={place}>
              <Table.Td className={styles.number}>{row.line ?? '—'}</Table.Td><Table.Td>{row.column ?? '—'}</Table.Td>
              <Table.Td className={styles.code}>{row.value ?? '—'}</Table.Td><Table.Td>{row.reason}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {all > rows.length && <p className={styles.quiet}><Plural value={all - rows.length} one="and # more row" few="and # more rows" many="and # more rows" other="and # more rows" /></p>}
    </div>
  )
}

/** What was guessed about a file, said so that it can be set right. */
export function Assumed({ assumptions }: { assumptions: string[] }) {
  if (assumptions.length === 0) return null
  return <ul>{assumptions.map((one) => <li key={one}>{one}</li>)}</ul>
}
