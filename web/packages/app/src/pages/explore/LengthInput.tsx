import { useLingui } from '@lingui/react/macro'
import { NumberInput, Select } from '@mantine/core'
import styles from './Explore.module.css'

interface Props {
  label: string
  value: string | undefined
  usual: string | undefined
  onChange: (value: string | undefined) => void
}

const parts = (written: string | undefined): [number | '', string] => {
  const found = /^(\d+(?:\.\d+)?)([mhdw])$/.exec(written ?? '')
  return found ? [Number(found[1]), found[2]!] : ['', 'd']
}

/** A length of time: a number and its unit. */
export function LengthInput({ label, value, usual, onChange }: Props) {
  const { t } = useLingui()
  const [number, unit] = parts(value ?? usual)
  const units = [{ value: 'm', label: t`minutes` }, { value: 'h', label: t`hours` }, { value: 'd', label: t`days` }, { value: 'w', label: t`weeks` }]
  return (
    <div className={styles.length}>
      <NumberInput label={label} size="sm" min={0} value={number} placeholder={t({ context: 'field', message: 'any' })} hideControls onChange={(next) => onChange(next === '' || next === 0 ? undefined : `${next}${unit}`)} />
      <Select aria-label={t`Unit: ${label}`} size="sm" allowDeselect={false} data={units} value={unit} disabled={number === ''} onChange={(next) => onChange(`${number}${next}`)} />
    </div>
  )
}
