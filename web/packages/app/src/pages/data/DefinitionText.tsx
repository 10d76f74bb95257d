import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Answer, Problem, Refusal, say, sentenceOf } from '@tropa/ui'
import { useRef, useState } from 'react'
import { useMay } from '../../session'
import { change, definitionQuery, type DefinitionState, type Fault } from './api'
import styles from './DefinitionText.module.css'
import page from './DataPage.module.css'

/** `tropa.yaml` as it is written, with its faults at their lines. */
export function DefinitionText() {
  const definition = useQuery(definitionQuery)
  return <Answer of={definition}>{(found) => <Editor key={found.digest} of={found} />}</Answer>
}

function Editor({ of }: { of: DefinitionState }) {
  const may = useMay('editor')
  const queries = useQueryClient()
  const { t } = useLingui()
  const [text, setText] = useState(of.text)
  const area = useRef<HTMLTextAreaElement>(null)
  const save = useMutation({
    mutationFn: () => change.definition(text, of.digest),
    onSuccess: (state) => {
      queries.setQueryData(definitionQuery.queryKey, state)
      for (const key of ['data', 'segments', 'vocabulary']) void queries.invalidateQueries({ queryKey: [key] })
      say(t`The definition is saved`)
    },
  })
  const faults = save.error ? faultsOf(save.error) : text === of.text ? of.faults : []
  const dirty = text !== of.text || !of.written
  return (
    <>
      <p className={page.lead}><Trans>Sources, touchpoints, stages, the goal, segments and personas in one file, tropa.yaml. Earlier versions are kept in the workspace’s .history folder.</Trans></p>
      {!of.written && <Alert mb="md"><Trans>This definition is only proposed from the data. Save it to make it yours.</Trans></Alert>}
      <Faults of={faults} onGo={(line) => goTo(area.current, line)} />
      <Lines text={text} faults={faults} onText={(next) => { setText(next); save.reset() }} area={area} readOnly={!may} />
      {may && (
        <div className={page.save}>
          <Button disabled={!dirty} loading={save.isPending} onClick={() => save.mutate()}><Trans>Save the definition</Trans></Button>
          {text !== of.text && <Button variant="default" onClick={() => { setText(of.text); save.reset() }}><Trans>Undo the changes</Trans></Button>}
          {save.error && changed(save.error) && <Button variant="default" onClick={() => void queries.invalidateQueries({ queryKey: ['definition'] })}><Trans>Load what is there now</Trans></Button>}
        </div>
      )}
      {save.error && faults.length === 0 && <Problem error={save.error} />}
    </>
  )
}

const changed = (error: unknown) => error instanceof Refusal && error.status === 409

/** The fault that a refused text has, with its line where the server names one. */
function faultsOf(error: unknown): Fault[] {
  if (!(error instanceof Refusal) || !error.code.startsWith('definition.')) return []
  const { line, key } = error.facts
  return [{ code: error.code, line: typeof line === 'number' ? line : null, key: typeof key === 'string' ? key : null, message: sentenceOf(error) }]
}

function Faults({ of, onGo }: { of: Fault[]; onGo: (line: number) => void }) {
  if (of.length === 0) return null
  return (
    <Alert color="red" role="alert" mb="md" title={<Plural value={of.length} one="# fault in the definition" few="# faults in the definition" many="# faults in the definition" other="# faults in the definition" />}>
      <ul className={styles.faults}>
        {of.map((one, place) => (
          <li key={place}>{one.line !== null && <Button size="compact-xs" variant="default" onClick={() => onGo(one.line!)}><Trans>line {one.line}</Trans></Button>} {one.message}</li>
        ))}
      </ul>
    </Alert>
  )
}

interface Written {
  text: string
  faults: Fault[]
  onText: (text: string) => void
  area: React.RefObject<HTMLTextAreaElement | null>
  readOnly: boolean
}

function Lines({ text, faults, onText, area, readOnly }: Written) {
  const { t } = useLingui()
  const gutter = useRef<HTMLOListElement>(null)
  const count = text.split('\n').length
  const bad = new Set(faults.map((one) => one.line))
  return (
    <div className={styles.editor}>
      <ol ref={gutter} className={styles.gutter} aria-hidden>{Array.from({ length: count }, (_, place) => <li key={place} data-bad={bad.has(place + 1) || undefined}>{place + 1}</li>)}</ol>
      <textarea
        ref={area} className={styles.text} aria-label={t`Text of the definition`} value={text} readOnly={readOnly} spellCheck={false} wrap="off" autoCapitalize="off" autoComplete="off"
        aria-invalid={faults.length > 0} onChange={(event) => onText(event.currentTarget.value)}
        onScroll={(event) => { if (gutter.current) gutter.current.scrollTop = event.currentTarget.scrollTop }}
      />
    </div>
  )
}

function goTo(area: HTMLTextAreaElement | null, line: number) {
  if (!area) return
  const lines = area.value.split('\n')
  const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0)
  area.focus()
  area.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0))
  area.scrollTop = Math.max(0, (line - 5) * 20)
}
