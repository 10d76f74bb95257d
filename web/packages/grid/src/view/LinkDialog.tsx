import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core'
import { newId } from '@tropa/model'
import { useState } from 'react'
import { useTools } from './context'
import type { GridHands } from './hands'

/** A way from one stage to another that is not the next one. */
export function LinkDialog({ from, onClose }: { from: string; onClose: () => void }) {
  const { host, hands } = useTools()
  const columns = host.store.layout.columns
  const [target, setTarget] = useState(columns.find((one) => one.id !== from)?.id ?? from)
  const [kind, setKind] = useState('branch')
  const [label, setLabel] = useState('')
  const kinds = [{ value: 'branch', label: t`Branch: some go this way` }, { value: 'loop', label: t`Loop: back again` }, { value: 'jump', label: t`Jump: stages are skipped` }]
  const add = () => {
    ;(hands as GridHands).edit([{ kind: 'add', target: { object: 'link', id: newId('link') }, fields: { kind, source: from, target, label: label.trim() } }], t`Linked`)
    onClose()
  }
  return (
    <Modal opened onClose={onClose} title={t`Link to another stage`} returnFocus={false}>
      <Stack gap="sm">
        <Select label={t`To the stage`} data-autofocus value={target} onChange={(to) => setTarget(to ?? target)} data={columns.map((one) => ({ value: one.id, label: one.title }))} />
        <Select label={t`Kind`} value={kind} onChange={(to) => setKind(to ?? kind)} data={kinds} />
        <TextInput label={t`Words on the arrow`} value={label} maxLength={200} onChange={(event) => setLabel(event.target.value)} />
        <Group justify="flex-end"><Button variant="default" onClick={onClose}><Trans>Cancel</Trans></Button><Button onClick={add}><Trans>Link</Trans></Button></Group>
      </Stack>
    </Modal>
  )
}
