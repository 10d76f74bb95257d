import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, NativeSelect, NumberInput, TagsInput, TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useFormats } from '@tropa/ui'
import type { Condition, TraitValues } from './api'
import { compared, comparingOf, conditionOn, fitting } from './conditions'
import styles from './SegmentsPage.module.css'
import { COMPARING_WORDS } from './words'

interface Props {
  condition: Condition
  traits: TraitValues[]
  /** Null: the condition goes. */
  onChange: (next: Condition | null) => void
}

/** One condition: the trait, the comparison, the value. */
export function ConditionRow({ condition, traits, onChange }: Props) {
  const { t, i18n } = useLingui()
  const trait = traits.find((one) => one.trait === condition.trait)
  const by = comparingOf(condition)
  const comparisons = [...new Set([...fitting(trait?.kind), by])]
  const names = trait ? traits.map((one) => one.trait) : [condition.trait, ...traits.map((one) => one.trait)]
  return (
    <div className={styles.condition} role="group" aria-label={t`Condition on ${condition.trait}`}>
      <NativeSelect label={t`Trait`} value={condition.trait} data={names} onChange={(event) => {
        const next = traits.find((one) => one.trait === event.currentTarget.value)
        if (next) onChange(conditionOn(next))
      }} />
      <NativeSelect label={t`Comparison`} value={by} data={comparisons.map((value) => ({ value, label: i18n._(COMPARING_WORDS[value]) }))}
        onChange={(event) => onChange(compared(condition, event.currentTarget.value as typeof by, trait))} />
      <Value condition={condition} trait={trait} onChange={onChange} />
      <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t`Remove the condition on ${condition.trait}`} onClick={() => onChange(null)}><IconX size={18} aria-hidden /></ActionIcon>
    </div>
  )
}

function Value({ condition, trait, onChange }: { condition: Condition; trait: TraitValues | undefined; onChange: Props['onChange'] }) {
  const { t } = useLingui()
  const formats = useFormats()
  const by = comparingOf(condition)
  const value = condition[by]
  const { trait: name } = condition
  const yesNo = [{ value: 'true', label: t`yes` }, { value: 'false', label: t`no` }]
  if (by === 'known' || typeof value === 'boolean') return <NativeSelect label={t`Value`} data={yesNo} value={String(value ?? true)} onChange={(event) => onChange({ trait: name, [by]: event.currentTarget.value === 'true' })} />
  const values = trait?.values.map(([one]) => one) ?? []
  if (Array.isArray(value)) {
    return (
      <TagsInput label={t`Values`} value={value.map(String)} data={values} onChange={(next) => onChange({ trait: name, any_of: next })} placeholder={value.length === 0 ? t`choose or type` : undefined} acceptValueOnBlur
        renderOption={({ option }) => { const count = trait?.values.find(([one]) => one === option.value)?.[1]; return <span>{option.value} <span className={styles.quiet}>{count !== undefined && formats.number(count)}</span></span> }} />
    )
  }
  if (typeof value === 'number') {
    return <NumberInput label={t`Value`} value={value} onChange={(next) => { if (next !== '') onChange({ trait: name, [by]: Number(next) }) }}
      description={trait && trait.low !== null && trait.high !== null ? <Trans>from {formats.number(trait.low, 2)} to {formats.number(trait.high, 2)}, known of <Plural value={trait.known} one="# customer" few="# customers" many="# customers" other="# customers" /></Trans> : undefined} inputWrapperOrder={['label', 'input', 'description', 'error']} />
  }
  return values.length > 0
    ? <NativeSelect label={t`Value`} value={String(value ?? '')} data={[...new Set([String(value ?? ''), ...values])]} onChange={(event) => onChange({ trait: name, [by]: event.currentTarget.value })} />
    : <TextInput label={t`Value`} value={String(value ?? '')} maxLength={300} onChange={(event) => onChange({ trait: name, [by]: event.currentTarget.value })} />
}
