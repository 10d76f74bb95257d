import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Progress, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { ask, Problem, sayProblem, useFormats } from '@tropa/ui'
import { useEffect, useRef } from 'react'
import { ended, jobQuery, type Job } from './maps'

/** A job as it goes on: how far it has come, stopping it, what went wrong; `onDone` once it is done. */
export function JobProgress({ id, label, onDone }: { id: string; label: string; onDone: (job: Job) => void }) {
  const { t } = useLingui()
  const formats = useFormats()
  const { data: job, error } = useQuery(jobQuery(id))
  const told = useRef(false)
  useEffect(() => {
    if (job?.state !== 'done' || told.current) return
    told.current = true
    onDone(job)
  }, [job, onDone])
  if (error) return <Problem error={error} />
  if (job && ended(job) && job.state !== 'done') return <Problem error={new Error(job.message ?? (job.state === 'cancelled' ? t`It was stopped.` : t`It was broken off; begin again.`))} />
  const share = formats.share(job?.share ?? 0)
  return (
    <div role="status">
      <Text size="sm" mb={4}>{label}: {job?.state === 'queued' ? <Trans>waits for its turn</Trans> : share}</Text>
      <Progress value={(job?.share ?? 0) * 100} aria-label={label} animated />
      {job && !ended(job) && <Button variant="subtle" size="compact-sm" mt="sm" onClick={() => void ask(`/api/jobs/${id}`, { method: 'DELETE' }).catch(sayProblem)}><Trans>Stop</Trans></Button>}
    </div>
  )
}
