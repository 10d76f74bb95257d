import { Trans, useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Empty, PageHeader } from '@tropa/ui'
import { useState } from 'react'
import { useMay } from '../../session'
import { DraftStep } from './DraftStep'
import { FileStep } from './FileStep'
import { LookStep } from './LookStep'
import { StagesStep } from './StagesStep'
import { Step, type State } from './Step'
import styles from './TourPage.module.css'

/** From a file of one's own to a drafted map, in four steps. */
export default function TourPage() {
  const { t } = useLingui()
  const may = useMay('editor')
  const queries = useQueryClient()
  const [at, go] = useState(1)
  const [upload, setUpload] = useState<string | null>(null)
  const state = (step: number): State => (step < at ? 'done' : step === at ? 'now' : 'later')
  if (!may) return <Empty whole title={t`Only editors add data`}><Trans>Ask an owner of the workspace for the role of an editor.</Trans></Empty>
  function sent(id: string) {
    setUpload(id)
    go(2)
  }
  function imported() {
    void queries.invalidateQueries({ queryKey: ['definition'] })
    void queries.invalidateQueries({ queryKey: ['data'] })
    go(3)
  }
  return (
    <>
      <PageHeader title={t`From your file to a map`} lead={<Trans>Four steps, a few minutes. Nothing to hand? <Link to="/templates">Begin with a template</Link>.</Trans>} />
      <ol className={styles.steps}>
        <Step number={1} title={t`Your file`} state={state(1)}><FileStep onSent={sent} /></Step>
        <Step number={2} title={t`What was recognised`} state={state(2)}>{upload && <LookStep upload={upload} over={at > 2} onImported={imported} />}</Step>
        <Step number={3} title={t`Stages of the journey`} state={state(3)}><StagesStep over={at > 3} onAgreed={() => go(4)} /></Step>
        <Step number={4} title={t`The map`} state={state(4)}><DraftStep onDrafted={() => go(5)} /></Step>
      </ol>
    </>
  )
}
