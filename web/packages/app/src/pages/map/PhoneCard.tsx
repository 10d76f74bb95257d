import { Trans, useLingui } from '@lingui/react/macro'
import { addCards, GridHands, removeCards, setCards, useTools } from '@tropa/grid'
import { cardOf } from '@tropa/model'
import { Button, Group, Modal, Stack, Textarea } from '@mantine/core'
import { useState } from 'react'

/** A card to write: one that is there, or a new one in a cell. */
export type Written = { card: string } | { stage: string; lane: string; title: string }

/** The words of a card in a plain field, as a phone's keyboard likes it. */
export function PhoneCard({ of, onClose }: { of: Written; onClose: () => void }) {
  const { t } = useLingui()
  const { host, hands } = useTools()
  const own = hands as GridHands
  const before = 'card' in of ? (cardOf(host.session.document(), of.card)?.body ?? '') : ''
  const [typed, setTyped] = useState(before)
  const kept = typed.trim()
  const save = () => {
    if (kept && kept !== before) own.edit('card' in of ? setCards([of.card], { body: kept }) : addCards(host.session.document(), of.stage, of.lane, [{ body: kept }]).edits, t`Kept`)
    onClose()
  }
  const remove = () => {
    if ('card' in of) own.edit(removeCards([of.card]), t`Deleted. Undo brings it back.`)
    onClose()
  }
  return (
    <Modal opened onClose={onClose} title={'card' in of ? t`Words of the card` : t`New card in ${of.title}`} centered>
      <Stack gap="md" pt={4}>
        <Textarea data-autofocus autosize minRows={3} maxRows={10} aria-label={t`Words of the card`} value={typed} onChange={(event) => setTyped(event.target.value)} styles={{ input: { fontSize: 16 } }} />
        <Group justify="space-between">
          {'card' in of ? <Button variant="subtle" color="red" onClick={remove}><Trans>Delete</Trans></Button> : <span />}
          <Group gap="xs">
            <Button variant="default" onClick={onClose}><Trans>Cancel</Trans></Button>
            <Button disabled={!kept} onClick={save}><Trans>Keep</Trans></Button>
          </Group>
        </Group>
      </Stack>
    </Modal>
  )
}
