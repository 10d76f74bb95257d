import { Trans, useLingui } from '@lingui/react/macro'
import { Button, NativeSelect, Slider, TextInput } from '@mantine/core'
import type { ScoredTrait, Trait } from '@tropa/model'
import { useId } from 'react'
import styles from './PersonasPage.module.css'
import { FAMILY_WORDS } from './words'

const replaced = <T,>(list: readonly T[], at: number, part: Partial<T>): T[] => list.map((one, place) => (place === at ? { ...one, ...part } : one))
const without = <T,>(list: readonly T[], at: number): T[] => list.filter((_, place) => place !== at)

/** Traits, each with the source it is known from. */
export function TraitRows({ of, onChange }: { of: Trait[]; onChange: (traits: Trait[]) => void }) {
  const { t, i18n } = useLingui()
  return (
    <fieldset style={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>
      <legend><h2><Trans>Traits</Trans></h2></legend>
      <div className={styles.rows}>
        {of.map((one, at) => (
          <div key={at} className={styles.trait}>
            <TextInput label={t`Trait`} value={one.name} maxLength={200} onChange={(event) => onChange(replaced(of, at, { name: event.currentTarget.value }))} />
            <TextInput label={t`Value`} value={one.value} maxLength={500} onChange={(event) => onChange(replaced(of, at, { value: event.currentTarget.value }))} />
            <TextInput label={t`Source`} placeholder={t`where it is known from`} value={one.source} maxLength={500} onChange={(event) => onChange(replaced(of, at, { source: event.currentTarget.value }))} />
            <NativeSelect label={t`Kind`} value={one.family} data={Object.entries(FAMILY_WORDS).map(([value, words]) => ({ value, label: i18n._(words) }))} onChange={(event) => onChange(replaced(of, at, { family: event.currentTarget.value as Trait['family'] }))} />
            <Button variant="subtle" color="gray" aria-label={t`Remove the trait ${one.name || String(at + 1)}`} onClick={() => onChange(without(of, at))}><Trans>Remove</Trans></Button>
          </div>
        ))}
      </div>
      <Button variant="default" mt="sm" onClick={() => onChange([...of, { name: '', value: '', source: '', family: 'other' }])}><Trans>Add a trait</Trans></Button>
    </fieldset>
  )
}

/** Scales between two poles. */
export function ScoredRows({ of, onChange }: { of: ScoredTrait[]; onChange: (scored: ScoredTrait[]) => void }) {
  return (
    <fieldset style={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>
      <legend><h2><Trans>Scales</Trans></h2></legend>
      <div className={styles.rows}>
        {of.map((one, at) => <ScoredRow key={at} of={one} onChange={(part) => onChange(replaced(of, at, part))} onRemove={() => onChange(without(of, at))} />)}
      </div>
      <Button variant="default" mt="sm" onClick={() => onChange([...of, { name: '', score: 0.5, low: '', high: '', source: '' }])}><Trans>Add a scale</Trans></Button>
    </fieldset>
  )
}

function ScoredRow({ of, onChange, onRemove }: { of: ScoredTrait; onChange: (part: Partial<ScoredTrait>) => void; onRemove: () => void }) {
  const { t } = useLingui()
  const label = useId()
  return (
    <div className={styles.trait}>
      <TextInput label={t`Scale`} value={of.name} maxLength={200} onChange={(event) => onChange({ name: event.currentTarget.value })} />
      <TextInput label={t`From`} value={of.low} maxLength={200} onChange={(event) => onChange({ low: event.currentTarget.value })} />
      <div>
        <span id={label}><Trans>Where</Trans></span>
        <Slider aria-labelledby={label} thumbLabel={t`Where on the scale ${of.name}`} min={0} max={100} label={(value) => `${value}`} value={Math.round(of.score * 100)} onChange={(value) => onChange({ score: value / 100 })} />
      </div>
      <TextInput label={t`To`} value={of.high} maxLength={200} onChange={(event) => onChange({ high: event.currentTarget.value })} />
      <TextInput label={t`Source`} placeholder={t`where it is known from`} value={of.source} maxLength={500} onChange={(event) => onChange({ source: event.currentTarget.value })} />
      <Button variant="subtle" color="gray" aria-label={t`Remove the scale ${of.name}`} onClick={onRemove}><Trans>Remove</Trans></Button>
    </div>
  )
}
