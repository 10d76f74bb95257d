import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Button, Progress } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { announce, Problem } from '@tropa/ui'
import { useEffect, useState } from 'react'
import { ended, jobQuery } from '../../maps'
import { refresh } from './api'
import styles from './Panel.module.css'

/** Asks all evidence of the map again, as a job with its progress; what is new waits as proposals. */
export function Refresh({ mapId, compact = false }: { mapId: string; compact?: boolean }) {
  const { t } = useLingui()
  const queries = useQueryClient()
  const [id, setId] = useState<string | null>(null)
  const start = useMutation({ mutationFn: () => refresh(mapId), onSuccess: ({ job }) => setId(job) })
  const job = useQuery({ ...jobQuery(id ?? ''), enabled: id !== null }).data
  const over = job !== undefined && ended(job)
  const found = Number(job?.result?.['proposals'] ?? 0)
  useEffect(() => {
    if (!over) return
    for (const key of ['evidence', 'proposals', 'why', 'map-words']) void queries.invalidateQueries({ queryKey: [key, mapId] })
    void queries.invalidateQueries({ queryKey: ['map', mapId] })
    announce(t`The evidence was asked again`)
  }, [over, queries, mapId, t])
  const failed = job && over && job.state !== 'done' ? new Error((job as { message?: string | null }).message ?? t`The refresh was stopped.`) : start.error
  return (
    <div className={styles.refresh}>
      {id !== null && !over
        ? <Progress value={Math.max((job?.share ?? 0) * 100, 4)} aria-label={t`Asking the evidence again`} animated />
        : <Button variant="default" size={compact ? 'xs' : 'sm'} loading={start.isPending} leftSection={<IconRefresh size={16} aria-hidden />} onClick={() => start.mutate()}><Trans>Refresh the map’s numbers</Trans></Button>}
      {over && job.state === 'done' && (
        <p role="status" className={styles.quiet}>
          {found === 0 ? <Trans>Nothing has changed.</Trans> : <Plural value={found} one="# proposal waits for you." few="# proposals wait for you." many="# proposals wait for you." other="# proposals wait for you." />}
        </p>
      )}
      {failed && <Problem error={failed} />}
    </div>
  )
}
