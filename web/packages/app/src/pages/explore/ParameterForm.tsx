import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Collapse, Select } from '@mantine/core'
import { IconAdjustments } from '@tabler/icons-react'
import { useId, useState } from 'react'
import type { Vocabulary } from '../evidence/api'
import { changed, type Asked } from './address'
import styles from './Explore.module.css'
import { Field } from './Field'
import { fieldsOf, maySplit, type Field as FieldOf, type QuestionName } from './questions'

interface Props {
  question: QuestionName
  asked: Asked
  vocabulary: Vocabulary
  onChange: (asked: Asked) => void
}

/** The settings of a question; each change asks it anew. */
export function ParameterForm({ question, asked, vocabulary, onChange }: Props) {
  const { t } = useLingui()
  const { parameters } = asked
  const fields = fieldsOf(question)
  const more = fields.filter((one) => one.more)
  const set = more.filter((one) => parameters[one.name] !== undefined).length
  const [open, setOpen] = useState(set > 0)
  const id = useId()
  const steps = parameters['step']
  const draw = (field: FieldOf) => (
    <div key={field.name} className={field.kind === 'steps' || field.name === 'desired' ? styles.wide : undefined}>
      <Field field={field} value={parameters[field.name]} vocabulary={vocabulary} steps={Array.isArray(steps) ? steps.length : 0}
        onChange={(value) => onChange({ ...asked, parameters: changed(question, parameters, field.name, value) })} />
    </div>
  )
  return (
    <form className={styles.form} aria-label={t`Settings of the question`} onSubmit={(event) => event.preventDefault()}>
      <div className={styles.fields}>
        {fields.filter((one) => !one.more && one.kind !== 'flag').map(draw)}
        {maySplit(question) && vocabulary.segments.length > 0 && (
          <Select label={t`Beside it`} size="sm" clearable clearButtonProps={{ 'aria-label': t`Clear` }} placeholder={t`no second segment`} value={asked.beside}
            data={vocabulary.segments.filter((one) => one.id !== parameters['segment']).map((one) => ({ value: one.id, label: one.title }))} onChange={(beside) => onChange({ ...asked, beside })} />
        )}
        {fields.filter((one) => !one.more && one.kind === 'flag').map(draw)}
      </div>
      <Button variant="subtle" color="gray" size="xs" mt="sm" leftSection={<IconAdjustments size={14} aria-hidden />} aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        {set > 0 ? <Trans>More settings ({set})</Trans> : <Trans>More settings</Trans>}
      </Button>
      <Collapse expanded={open} id={id}><div className={styles.fields}>{more.map(draw)}</div></Collapse>
    </form>
  )
}
