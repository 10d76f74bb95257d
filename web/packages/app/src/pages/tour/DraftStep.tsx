import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Problem, useLanguage } from '@tropa/ui'
import { useEffect, useRef, useState } from 'react'
import { JobProgress } from '../../JobProgress'
import type { Job } from '../../maps'
import { mapOf, startDraft } from './tour'
import styles from './TourPage.module.css'

/** Drafting the maps, and the way to the first of them. */
export function DraftStep({ onDrafted }: { onDrafted: () => void }) {
  const { t } = useLingui()
  const { language } = useLanguage()
  const queries = useQueryClient()
  const begun = useRef(false)
  const drafting = useMutation({ mutationFn: startDraft })
  const [done, setDone] = useState<Job | null>(null)
  const { mutate } = drafting
  useEffect(() => {
    if (begun.current) return
    begun.current = true
    mutate(language)
  }, [language, mutate])
  function finish(job: Job) {
    setDone(job)
    onDrafted()
    void queries.invalidateQueries({ queryKey: ['maps'] })
  }
  if (drafting.error) return <Problem error={drafting.error} retry={() => mutate(language)} />
  if (!done) return drafting.data ? <JobProgress id={drafting.data.id} label={t`Drafting the map`} onDone={finish} /> : null
  const map = mapOf(done.result)
  if (!map) return <p><Trans>No map came of it: each segment has too few customers. Add a larger file, or change the segments.</Trans></p>
  return (
    <>
      <p><Trans>The map is drafted: numbers with their evidence, barriers, and what customers say. All of it is yours to change.</Trans></p>
      <div className={styles.stages}>
        <Button component={Link} to={`/maps/${map}`} size="md" preload={false}><Trans>Open the map</Trans></Button>
        <Button component={Link} to="/" size="md" variant="default"><Trans>All maps</Trans></Button>
      </div>
    </>
  )
}
