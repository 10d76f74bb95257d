import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Button, MultiSelect, type ComboboxData } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react'
import { announce } from '@tropa/ui'
import { useEffect, useState } from 'react'
import styles from './Explore.module.css'

interface Props {
  label: string
  /** Alternatives of a step are parted by `|`. */
  steps: string[]
  touchpoints: ComboboxData
  onChange: (steps: string[]) => void
}

const MOST = 12
const alternatives = (step: string) => step.split('|').map((one) => one.trim()).filter(Boolean)

/** The steps of a funnel in order: each one or several touchpoints; moved, added and taken out. */
export function StepsEditor({ label, steps, touchpoints, onChange }: Props) {
  const { t } = useLingui()
  const [draft, setDraft] = useState(steps)
  const known = steps.join('\n')
  useEffect(() => setDraft(known === '' ? ['', ''] : known.split('\n')), [known])
  const set = (next: string[]) => {
    setDraft(next)
    const whole = next.filter(Boolean)
    if (whole.length >= 2) onChange(whole)
  }
  const replace = (place: number, step: string) => set(draft.map((one, at) => (at === place ? step : one)))
  const move = (place: number, to: number) => {
    const next = [...draft]
    next.splice(to, 0, ...next.splice(place, 1))
    set(next)
    announce(t`Step ${place + 1} is now step ${to + 1}`)
  }
  return (
    <fieldset className={styles.steps}>
      <legend>{label}</legend>
      <ol>
        {draft.map((step, place) => (
          <li key={place}>
            <span className="numbers" aria-hidden>{place + 1}</span>
            <MultiSelect className={styles.step} size="sm" searchable data={touchpoints} value={alternatives(step)} hidePickedOptions nothingFoundMessage={t`Nothing found`}
              aria-label={t`Touchpoints of step ${place + 1}`} placeholder={step ? t`or…` : t`Choose a touchpoint`} onChange={(names) => replace(place, names.join('|'))} />
            <ActionIcon variant="subtle" color="gray" aria-label={t`Move step ${place + 1} up`} disabled={place === 0} onClick={() => move(place, place - 1)}><IconArrowUp size={16} aria-hidden /></ActionIcon>
            <ActionIcon variant="subtle" color="gray" aria-label={t`Move step ${place + 1} down`} disabled={place === draft.length - 1} onClick={() => move(place, place + 1)}><IconArrowDown size={16} aria-hidden /></ActionIcon>
            <ActionIcon variant="subtle" color="gray" aria-label={t`Take out step ${place + 1}`} disabled={draft.length <= 2} onClick={() => set(draft.filter((_, at) => at !== place))}><IconTrash size={16} aria-hidden /></ActionIcon>
          </li>
        ))}
      </ol>
      <Button variant="subtle" size="xs" leftSection={<IconPlus size={14} aria-hidden />} disabled={draft.length >= MOST || draft.includes('')} onClick={() => setDraft([...draft, ''])}>
        <Trans>Add a step</Trans>
      </Button>
    </fieldset>
  )
}
