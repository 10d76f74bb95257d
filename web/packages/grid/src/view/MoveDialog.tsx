import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Group, Modal, Select, Stack } from '@mantine/core'
import { cardOf } from '@tropa/model'
import { useState } from 'react'
import { cellOf, CURVES, lanesOf, stagesInOrder } from '../state'
import { useTools } from './context'
import type { GridHands } from './hands'
import { plain } from '../state/clipboard/copy'

/** Where cards go, without dragging: stage, lane and place; the same outcome as by hand. */
export function MoveDialog({ cards, onClose }: { cards: readonly string[]; onClose: () => void }) {
  const { host, hands } = useTools()
  const map = host.session.document()
  const first = cardOf(map, cards[0] ?? '')
  const [stage, setStage] = useState(first?.stage ?? '')
  const [lane, setLane] = useState(first?.lane ?? '')
  const [after, setAfter] = useState('end')
  const others = cellOf(map, stage, lane).filter((card) => !cards.includes(card.id))
  const n = cards.length
  const move = () => {
    onClose()
    ;(hands as GridHands).moveTo(cards, stage, lane, after === 'end' ? undefined : after === 'start' ? null : after)
  }
  return (
    <Modal opened onClose={onClose} title={plural(n, { one: 'Move # card to…', other: 'Move # cards to…' })} returnFocus={false}>
      <Stack gap="sm">
        <Select label={t`Stage`} data-autofocus value={stage} onChange={(to) => { setStage(to ?? stage); setAfter('end') }} data={host.store.layout.columns.map((one) => ({ value: one.id, label: one.title }))} searchable />
        <Select label={t`Lane`} value={lane} onChange={(to) => { setLane(to ?? lane); setAfter('end') }} data={lanesOf(map).filter((one) => !CURVES.has(one.kind)).map((one) => ({ value: one.id, label: one.title }))} searchable />
        <Select label={t`Position`} value={after} onChange={(to) => setAfter(to ?? 'end')} data={[{ value: 'start', label: t`First` }, ...others.map((card) => ({ value: card.id, label: t`After “${plain(card.body).slice(0, 60)}”` })), { value: 'end', label: t`Last` }]} />
        <Group justify="flex-end"><Button variant="default" onClick={onClose}><Trans>Cancel</Trans></Button><Button onClick={move}><Trans>Move</Trans></Button></Group>
      </Stack>
    </Modal>
  )
}

/** Where a stage or a lane goes. */
export function MovePartDialog({ object, id, onClose }: { object: 'stage' | 'lane'; id: string; onClose: () => void }) {
  const { host, hands } = useTools()
  const map = host.session.document()
  const row = (object === 'stage' ? stagesInOrder(map.stages) : lanesOf(map)).filter((one) => one.id !== id)
  const [before, setBefore] = useState('end')
  const title = (object === 'stage' ? map.stages : map.lanes).find((one) => one.id === id)?.title ?? ''
  const move = () => {
    onClose()
    ;(hands as GridHands).placePart(object, id, before === 'end' ? null : before)
  }
  return (
    <Modal opened onClose={onClose} title={t`Move “${title}” to…`} returnFocus={false}>
      <Stack gap="sm">
        <Select label={t`Position`} data-autofocus value={before} onChange={(to) => setBefore(to ?? 'end')} data={[...row.map((one) => ({ value: one.id, label: t`Before “${one.title}”` })), { value: 'end', label: t`Last` }]} searchable />
        <Group justify="flex-end"><Button variant="default" onClick={onClose}><Trans>Cancel</Trans></Button><Button onClick={move}><Trans>Move</Trans></Button></Group>
      </Stack>
    </Modal>
  )
}
