import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button, Group } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Answer, Loading, Problem, useFormats, useLanguage } from '@tropa/ui'
import { useState } from 'react'
import { change, importQuery, previewQuery, type JobStatus, type Mapping, type UploadPreview } from './api'
import styles from './DataPage.module.css'
import { Columns, Settings } from './mapping'
import { Report } from './ImportReport'
import { Assumed, JobProgress, RefusedRows, Section, Tiles } from './parts'
import { READER_WORDS } from './words'

/** A sent file as it would be read, with corrections, until it is imported; then the report of the import. */
export function UploadLook({ upload }: { upload: string }) {
  const [reader, setReader] = useState<string | null>(null)
  const [mapping, setMapping] = useState<Mapping>({})
  const [source, setSource] = useState<string | null>(null)
  const [asked] = useDebouncedValue(mapping, 300)
  const look = useQuery({ ...previewQuery(upload, reader, asked), placeholderData: keepPreviousData })
  const begin = useMutation({ mutationFn: (seen: UploadPreview) => change.importUpload({ upload, reader: reader ?? seen.reader, mapping, source: source ?? seen.source }) })
  if (begin.data) return <Importing job={begin.data} />
  if (!look.data) return look.error ? <Problem error={look.error} retry={() => void look.refetch()} /> : <Loading />
  const seen = look.data
  return (
    <>
      <Recognised of={seen} chosen={reader !== null} />
      <Settings of={seen} reader={reader} onReader={setReader} mapping={mapping} onMapping={setMapping} source={source ?? seen.source} onSource={setSource} />
      {look.error && <Problem error={look.error} />}
      <Columns of={seen} mapping={mapping} onMapping={setMapping} />
      <Outlook of={seen} />
      {begin.error && <Problem error={begin.error} />}
      <Group>
        <Button size="md" loading={begin.isPending} disabled={seen.broken || look.isPlaceholderData} onClick={() => begin.mutate(seen)}><Trans>Import</Trans></Button>
        {look.isFetching && <span className={styles.quiet} role="status"><Trans>Reading anew…</Trans></span>}
      </Group>
    </>
  )
}

function Recognised({ of, chosen }: { of: UploadPreview; chosen: boolean }) {
  const { i18n } = useLingui()
  const formats = useFormats()
  const reader = READER_WORDS[of.reader] ? i18n._(READER_WORDS[of.reader]!) : of.reader
  if (chosen) return <p><Trans>Read as <strong>{reader}</strong>, as you said.</Trans></p>
  if (of.sureness >= 0.8) return <p><Trans>Recognised as <strong>{reader}</strong>.</Trans></p>
  return <p><Trans>Probably <strong>{reader}</strong> (sureness {formats.share(of.sureness)}). Look whether the columns are understood.</Trans></p>
}

function Outlook({ of }: { of: UploadPreview }) {
  const { t } = useLingui()
  const formats = useFormats()
  // a reader that fills several tables has counted what it takes only at the end of the file
  const taken = of.whole ? of.accepted : Math.max(of.accepted, of.looked_at - of.rejected - of.duplicates)
  return (
    <>
      {of.broken && <Alert color="red" role="alert" mb="md"><Trans>The file cannot be read like this. Correct the columns or choose another way to read it.</Trans></Alert>}
      <Section title={<Trans>What an import would do</Trans>} lead={of.whole ? <Trans>The whole file was looked at.</Trans> : <Trans>The beginning of the file was looked at.</Trans>}>
        <Tiles of={[[t`Rows looked at`, formats.number(of.looked_at)], [t`Would be taken`, formats.number(taken)], [t`Twice in the file`, formats.number(of.duplicates)], [t`Would be refused`, formats.number(of.rejected)]]} />
        {of.refusals.length > 0 && <details><summary><Trans>Rows that would be refused</Trans></summary><RefusedRows rows={of.refusals} all={of.rejected} /></details>}
        {of.assumptions.length > 0 && <details open><summary><Trans>What is assumed</Trans></summary><Assumed assumptions={of.assumptions} /></details>}
      </Section>
    </>
  )
}

function Importing({ job }: { job: JobStatus }) {
  return <JobProgress id={job.id}>{(done) => <Imported job={done} />}</JobProgress>
}

function Imported({ job }: { job: JobStatus }) {
  const result = job.result ?? {}
  const broken = (result['broken'] ?? []) as { reason?: string; code?: string }[]
  const report = useQuery(importQuery(String(result['import_id'])))
  const rules = Number(result['rules_added'] ?? 0)
  return (
    <>
      {broken.length > 0 && <Alert color="red" role="alert" mb="md"><Trans>The file could not be read to its end; nothing of it was taken.</Trans></Alert>}
      <Answer of={report}>{(found) => <Report of={found} />}</Answer>
      <Group mb="lg">
        <DraftMaps />
        <Button component={Link} to="/data/touchpoints" variant="default">{rules > 0 ? <Trans>Look at the new touchpoints</Trans> : <Trans>Look at the touchpoints</Trans>}</Button>
      </Group>
    </>
  )
}

/** A map for each segment, drafted from all data there is. */
function DraftMaps() {
  const { language } = useLanguage()
  const draft = useMutation({ mutationFn: () => change.draft(language) })
  if (draft.data) {
    return (
      <JobProgress id={draft.data.id}>
        {(done) => {
          const maps = ((done.result ?? {})['maps'] ?? []) as string[]
          return maps.length > 0 ? <Button component={Link} to={`/maps/${maps[0]}`}><Trans>Open the map</Trans></Button> : <span><Trans>The maps are up to date; what is new waits in them as proposals.</Trans></span>
        }}
      </JobProgress>
    )
  }
  return <>{draft.error && <Problem error={draft.error} />}<Button loading={draft.isPending} onClick={() => draft.mutate()}><Trans>Draft maps from the data</Trans></Button></>
}
