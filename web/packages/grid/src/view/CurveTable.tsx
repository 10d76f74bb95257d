import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Modal, NumberInput, Switch, TextInput } from '@mantine/core'
import { onScale, type CurvePoint } from '@tropa/model'
import { setPoint } from '../state'
import { useDocument, useGrid, useTools } from './context'
import { drawn } from './series'
import type { GridHands } from './hands'
import styles from './CurveTable.module.css'

/** The emotion lines as numbers: for those who would rather type than drag, and who cannot see the line. */
export function CurveTable({ onClose }: { onClose: () => void }) {
  const { host, hands } = useTools()
  const map = useDocument()
  const columns = useGrid((_, layout) => layout.columns)
  const own = hands as GridHands
  const find = (persona: string, stage: string, future: boolean) => map.curve.find((one) => one.persona === persona && one.stage === stage && one.future === future && one.kind === 'emotion')
  const set = (point: CurvePoint | undefined, persona: string, stage: string, future: boolean, value: number | null) =>
    own.edit([setPoint(point, persona, stage, value === null || !point ? value : onScale(value, '-2..2', point.scale), 'emotion', future)])
  const words = (point: CurvePoint, label: string, truth = point.moment_of_truth) => {
    const { value, scale, low, high, n } = point
    own.edit([{ kind: 'point', curve: 'emotion', persona: point.persona, stage: point.stage, future: point.future, value: { value, scale, low, high, n, label, moment_of_truth: truth, evidence: point.evidence } }])
  }
  return (
    <Modal opened onClose={onClose} title={t`Emotions as numbers`} size="xl" returnFocus={false}>
      {map.personas.length === 0 && <p><Trans>There are no personas yet.</Trans></p>}
      {map.personas.map((persona) => (
        <table key={persona.id} className={styles.table}>
          <caption>{persona.name}</caption>
          <thead><tr><th scope="col"><Trans>Stage</Trans></th><th scope="col"><Trans>As it is</Trans></th><th scope="col"><Trans>As it is to be</Trans></th><th scope="col"><Trans>In the customer’s words</Trans></th><th scope="col"><Trans>Moment of truth</Trans></th></tr></thead>
          <tbody>
            {columns.map((stage) => {
              const now = find(persona.id, stage.id, false)
              return (
                <tr key={stage.id}>
                  <th scope="row">{stage.title}</th>
                  {[false, true].map((future) => {
                    const point = find(persona.id, stage.id, future)
                    return (
                      <td key={String(future)}>
                        <NumberInput aria-label={future ? t`${stage.title}, as it is to be` : t`${stage.title}, as it is`} min={-2} max={2} step={0.1} decimalScale={1} disabled={!host.may.edit} size="xs" w={90}
                          value={drawn(point, point?.value) ?? ''} onChange={(value) => set(point, persona.id, stage.id, future, typeof value === 'number' ? value : value === '' ? null : Number(value))} />
                      </td>
                    )
                  })}
                  <td><TextInput aria-label={t`${stage.title}: words`} size="xs" disabled={!host.may.edit || !now} defaultValue={now?.label ?? ''} key={now?.label} maxLength={300} onBlur={(event) => now && event.target.value !== now.label && words(now, event.target.value)} /></td>
                  <td><Switch aria-label={t`${stage.title}: moment of truth`} size="sm" disabled={!host.may.edit || !now} checked={now?.moment_of_truth ?? false} onChange={(event) => now && words(now, now.label, event.target.checked)} /></td>
                </tr>
              )
            })}
          </tbody>
        </table>
      ))}
    </Modal>
  )
}
