import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Table, Textarea, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { confirm, Problem, useFormats } from '@tropa/ui'
import { useState } from 'react'
import { change, personOf, type JobStatus } from './api'
import styles from './DataPage.module.css'
import { JobProgress, Section, Tiles } from './parts'
import { TABLE_WORDS } from './words'

/** What the law gives customers: a copy of all that is kept of them, and its erasure with an act. */
export function Customers() {
  const { t } = useLingui()
  const [who, setWho] = useState('')
  return (
    <>
      <Section title={<Trans>Whose data</Trans>} lead={<Trans>An id as the data has it, with its kind: an e-mail, a phone number, a customer’s number in the CRM.</Trans>}>
        <TextInput label={t`Id of the customer`} placeholder="email:anna@example.com" maw={480} maxLength={300} value={who} onChange={(event) => setWho(event.currentTarget.value)} autoComplete="off" spellCheck={false} />
      </Section>
      <Copy who={who.trim()} />
      <Erasure who={who.trim()} onDone={() => setWho('')} />
    </>
  )
}

/** The tables of the lake in words; other parts by their own names. */
function useTableWords(): (name: string) => string {
  const { i18n } = useLingui()
  return (name) => (TABLE_WORDS[name] ? i18n._(TABLE_WORDS[name]) : name)
}

function Copy({ who }: { who: string }) {
  const words = useTableWords()
  const formats = useFormats()
  const copy = useMutation({ mutationFn: personOf })
  const parts = Object.entries(copy.data ?? {}).filter((part): part is [string, unknown[]] => Array.isArray(part[1]))
  return (
    <Section title={<Trans>A copy of what is kept</Trans>} lead={<Trans>All rows about the customer from all sources, as one JSON file.</Trans>}>
      <Button variant="default" disabled={!who} loading={copy.isPending} onClick={() => copy.mutate(who, { onSuccess: (data) => download(data) })}><Trans>Save a copy</Trans></Button>
      {copy.error && <Problem error={copy.error} />}
      {parts.length > 0 && <Table mt="md" maw={420}><Table.Tbody>{parts.map(([name, rows]) => <Table.Tr key={name}><Table.Td>{words(name)}</Table.Td><Table.Td className={styles.number}>{formats.number(rows.length)}</Table.Td></Table.Tr>)}</Table.Tbody></Table>}
    </Section>
  )
}

function download(data: unknown) {
  const address = URL.createObjectURL(new Blob([JSON.stringify(data, null, 2)], { type: 'application/json' }))
  const link = Object.assign(document.createElement('a'), { href: address, download: 'customer.json' })
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}

function Erasure({ who, onDone }: { who: string; onDone: () => void }) {
  const { t } = useLingui()
  const [ground, setGround] = useState('')
  const erase = useMutation({ mutationFn: () => change.erase(who, ground) })
  async function begin() {
    const sure = await confirm({
      title: t`Erase everything about ${who}?`, action: t`Erase for ever`, grave: true,
      body: t`Their rows, their words in all maps and their ids go from this workspace, also from earlier versions. Numbers of the maps become out of date. This cannot be undone.`,
    })
    if (sure) erase.mutate()
  }
  return (
    <Section title={<Trans>Erasure</Trans>} lead={<Trans>Everything about the customer is destroyed, and an act of destruction is drawn up that does not say whose it was.</Trans>}>
      <Textarea label={t`Ground`} description={t`Stands in the act: the customer’s request, the end of the retention period…`} maw={480} maxLength={1000} autosize minRows={2} value={ground} onChange={(event) => setGround(event.currentTarget.value)} mb="md" />
      <Button color="red" disabled={!who} loading={erase.isPending} onClick={() => void begin()}><Trans>Erase the customer…</Trans></Button>
      {erase.error && <Problem error={erase.error} />}
      {erase.data && <div style={{ marginTop: 'var(--space-16)' }}><JobProgress id={erase.data.id} onDone={onDone}>{(job) => <Act job={job} />}</JobProgress></div>}
    </Section>
  )
}

function Act({ job }: { job: JobStatus }) {
  const { t } = useLingui()
  const words = useTableWords()
  const formats = useFormats()
  const act = job.result ?? {}
  const rows = Object.entries((act['rows'] ?? {}) as Record<string, number>)
  const remaining = (act['remaining'] ?? []) as string[]
  const maps = (act['maps'] ?? []) as string[]
  return (
    <div role="status">
      <h3><Trans>Erased. Act of destruction No. {String(act['number'] ?? '')}</Trans></h3>
      <Tiles of={[...rows.map(([name, count]): [string, string] => [words(name), formats.number(Number(count))]), [t`Maps that held their words`, formats.number(maps.length)]]} />
      {remaining.length > 0 && (
        <>
          <p className={styles.warn}><Trans>These files were not touched and may still hold the data; destroy them where they are kept:</Trans></p>
          <ul className={styles.code}>{remaining.map((one) => <li key={one}>{one}</li>)}</ul>
        </>
      )}
      <Button component="a" href={`/api/exports/${job.id}`} download variant="default"><Trans>Save the act (PDF)</Trans></Button>
    </div>
  )
}
