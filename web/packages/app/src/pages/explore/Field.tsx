import { useLingui } from '@lingui/react/macro'
import { Autocomplete, Checkbox, MultiSelect, NumberInput, Select, TagsInput, TextInput, type ComboboxData } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useEffect, useState } from 'react'
import type { Vocabulary } from '../evidence/api'
import type { Value } from './address'
import { LengthInput } from './LengthInput'
import type { Field as FieldOf } from './questions'
import { StepsEditor } from './StepsEditor'
import { useChoiceWords, useFieldWords } from './words'

export interface FieldProps {
  field: FieldOf
  value: Value | undefined
  vocabulary: Vocabulary
  /** How many steps the funnel has, for fields that name them by number. */
  steps: number
  onChange: (value: Value | undefined) => void
}

/** Touchpoints by stage, the most met first. */
export function useTouchpoints({ touchpoints, stages }: Vocabulary): ComboboxData {
  const { t } = useLingui()
  const groups = [...stages.map((one) => ({ id: one.id as string | null, title: one.title })), { id: null, title: t`Without a stage` }]
  return groups
    .map(({ id, title }) => ({
      group: title,
      items: touchpoints.filter((one) => (id === null ? !stages.some((stage) => stage.id === one.stage) : one.stage === id))
        .sort((a, b) => b.journeys - a.journeys).map((one) => one.name),
    }))
    .filter((one) => one.items.length > 0)
}

const strings = (value: Value | undefined): string[] => (Array.isArray(value) ? value.map(String) : [])

/** One field of a question, filled in with the names of the workspace. */
export function Field(props: FieldProps) {
  const { field, value, vocabulary, steps, onChange } = props
  const words = useFieldWords()[field.name] ?? { label: field.name }
  const choices = useChoiceWords()
  const { t } = useLingui()
  const touchpoints = useTouchpoints(vocabulary)
  const shared = { label: words.label, ...(words.hint ? { description: words.hint } : {}), size: 'sm' as const }
  const clear = { clearable: true, clearButtonProps: { 'aria-label': t`Clear` } }
  const named = (data: ComboboxData, empty: string) => (
    <Select {...shared} {...clear} searchable data={data} value={typeof value === 'string' ? value : null} onChange={(one) => onChange(one ?? undefined)} placeholder={empty} nothingFoundMessage={t`Nothing found`} />
  )
  const several = (data: ComboboxData, empty: string) => (
    <MultiSelect {...shared} {...clear} searchable data={data} value={strings(value)} onChange={onChange} placeholder={strings(value).length ? '' : empty} hidePickedOptions nothingFoundMessage={t`Nothing found`} />
  )
  const titled = (all: { id: string; title: string }[]) => all.map((one) => ({ value: one.id, label: one.title }))
  switch (field.kind) {
    case 'segment': return named(titled(vocabulary.segments), t`everybody`)
    case 'stage': return named(titled(vocabulary.stages), t({ context: 'field', message: 'any' }))
    case 'touchpoint': return named(touchpoints, t({ context: 'field', message: 'any' }))
    case 'touchpoints': return several(touchpoints, t({ context: 'field', message: 'any' }))
    case 'property': return named(vocabulary.properties, t`nothing`)
    case 'credited': return several([{ group: t`Channels`, items: titled(vocabulary.channels) }, ...(touchpoints as { group: string; items: string[] }[])], t`as usual`)
    case 'series': return <Autocomplete {...shared} data={vocabulary.series} value={typeof value === 'string' ? value : ''} onChange={(one) => onChange(one || undefined)} />
    case 'steps': return <StepsEditor label={words.label} steps={strings(value)} touchpoints={touchpoints} onChange={onChange} />
    case 'places': return several(Array.from({ length: steps }, (_, place) => ({ value: String(place + 1), label: t`Step ${place + 1}` })), t`none`)
    case 'counts': return <TagsInput {...shared} value={strings(value)} onChange={onChange} />
    case 'choices': return several((field.choices ?? []).map((one) => ({ value: one, label: choices[`${field.name}.${one}`] ?? one })), t`all`)
    case 'choice':
    case 'metric': return (
      <Select {...shared} allowDeselect={false} data={(field.choices ?? []).map((one) => ({ value: one, label: choices[`${field.name}.${one}`] ?? one }))}
        value={String(value ?? field.usual ?? '')} onChange={(one) => onChange(one ?? undefined)} />
    )
    case 'flag': return <Checkbox label={words.label} checked={value === true} onChange={(event) => onChange(event.currentTarget.checked || undefined)} pb={8} />
    case 'day': return (
      <TextInput {...shared} type="date" value={typeof value === 'string' ? value : ''} min={vocabulary.start ?? undefined} max={vocabulary.end ?? undefined} onChange={(event) => onChange(event.currentTarget.value || undefined)} />
    )
    case 'length': return <LengthInput label={words.label} value={typeof value === 'string' ? value : undefined} usual={field.usual as string | undefined} onChange={onChange} />
    default: return <Typed {...props} />
  }
}

/** A field that is typed: asked once the hands rest. */
function Typed({ field, value, onChange }: FieldProps) {
  const words = useFieldWords()[field.name] ?? { label: field.name }
  const [draft, setDraft] = useState<string | number>(value === undefined ? '' : (value as string | number))
  useEffect(() => setDraft(value === undefined ? '' : (value as string | number)), [value])
  const tell = useDebouncedCallback((next: string | number) => onChange(next === '' ? undefined : next), 500)
  const take = (next: string | number) => {
    setDraft(next)
    tell(next)
  }
  const shared = { label: words.label, ...(words.hint ? { description: words.hint } : {}), size: 'sm' as const, placeholder: field.usual === undefined ? '' : String(field.usual) }
  if (field.kind === 'text') return <TextInput {...shared} value={draft} onChange={(event) => take(event.currentTarget.value)} maxLength={2000} />
  return <NumberInput {...shared} value={draft} onChange={take} min={field.low} max={field.high} step={field.kind === 'count' ? 1 : 0.01} allowDecimal={field.kind === 'number'} clampBehavior="strict" />
}
