import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Progress, Table } from '@mantine/core'
import { IconListCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Answer, Empty, sayProblem, useFormats } from '@tropa/ui'
import { change, jobsQuery, over, type JobStatus } from './api'
import styles from './DataPage.module.css'
import { Section } from './parts'
import { JOB_WORDS, STATE_WORDS } from './words'

/** Long work of the workspace, the newest first. */
export function JobList() {
  const { t } = useLingui()
  const jobs = useQuery({ ...jobsQuery, refetchInterval: ({ state }) => (state.data?.some((one) => !over(one)) ? 2000 : false) })
  return (
    <Answer of={jobs}>
      {(found) => (found.length === 0 ? <Empty icon={<IconListCheck size={40} />} title={t`No jobs yet`}><Trans>Imports, drafts, exports and erasures are listed here, with how far they have come.</Trans></Empty> : <List of={found} />)}
    </Answer>
  )
}

function List({ of }: { of: JobStatus[] }) {
  return (
    <Section title={<Trans>Jobs</Trans>}>
      <div className={styles.scroll} role="group" tabIndex={0}>
        <Table verticalSpacing="sm">
          <Table.Thead><Table.Tr><Table.Th><Trans>Job</Trans></Table.Th><Table.Th><Trans>About</Trans></Table.Th><Table.Th><Trans>State</Trans></Table.Th><Table.Th><Trans>Begun</Trans></Table.Th><Table.Th><Trans>What came of it</Trans></Table.Th></Table.Tr></Table.Thead>
          <Table.Tbody>{of.map((one) => <Row key={one.id} job={one} />)}</Table.Tbody>
        </Table>
      </div>
    </Section>
  )
}

function Row({ job }: { job: JobStatus }) {
  const { i18n } = useLingui()
  const formats = useFormats()
  const kind = JOB_WORDS[job.kind]
  const about = job.facts['file'] ?? (job.facts['upload'] ? job.facts['name'] : job.facts['source']) ?? job.facts['title'] ?? ''
  const tone = job.state === 'failed' || job.state === 'interrupted' ? styles.bad : job.state === 'done' ? styles.good : undefined
  return (
    <Table.Tr>
      <Table.Td fw={600}>{kind ? i18n._(kind) : job.kind}</Table.Td>
      <Table.Td className={styles.code}>{typeof about === 'string' ? about : ''}</Table.Td>
      <Table.Td className={tone} miw={120}>
        {i18n._(STATE_WORDS[job.state])}{job.state === 'running' && <> · {formats.share(job.share)}</>}
        {job.state === 'running' && <Progress value={job.share * 100} size="sm" mt={4} aria-hidden />}
      </Table.Td>
      <Table.Td>{formats.relative(job.started ?? job.created)}</Table.Td>
      <Table.Td><Outcome job={job} /></Table.Td>
    </Table.Tr>
  )
}

function Outcome({ job }: { job: JobStatus }) {
  const formats = useFormats()
  const result = job.result ?? {}
  if (!over(job)) return <Button size="compact-sm" variant="default" onClick={() => void change.cancel(job.id).catch(sayProblem)}><Trans>Stop</Trans></Button>
  if (job.message) return <span className={styles.bad}>{job.message}</span>
  if (job.state !== 'done') return null
  if (job.kind === 'import' && typeof result['import_id'] === 'string') {
    return <Link to={`/data/imports/${result['import_id']}`}><Trans>Taken: {formats.number(Number(result['accepted'] ?? 0))}, refused: {formats.number(Number(result['rejected'] ?? 0))}</Trans></Link>
  }
  if (typeof result['file'] === 'string') return <a href={`/api/exports/${job.id}`} download>{result['file']}</a>
  if (Array.isArray(result['maps'])) {
    return <>{(result['maps'] as string[]).map((map, place) => <span key={map}>{place > 0 && ', '}<Link to={`/maps/${map}`}><Trans>map {place + 1}</Trans></Link></span>)}</>
  }
  return null
}
