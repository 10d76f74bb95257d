import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Group, Modal, Stack, TagsInput } from '@mantine/core'
import { cardOf } from '@tropa/model'
import { useState } from 'react'
import { tagCards, tagsOf } from '../state'
import { useTools } from './context'
import type { GridHands } from './hands'

/** Tags of one card or of many: those all of them have are shown; what is added or taken away, is for all. */
export function TagsDialog({ cards, onClose }: { cards: readonly string[]; onClose: () => void }) {
  const { host, hands } = useTools()
  const map = host.session.document()
  const all = cards.map((id) => new Set(cardOf(map, id)?.tags ?? []))
  const common = [...(all[0] ?? [])].filter((tag) => all.every((tags) => tags.has(tag)))
  const [tags, setTags] = useState(common)
  const save = () => {
    const add = tags.filter((tag) => !common.includes(tag))
    const remove = common.filter((tag) => !tags.includes(tag))
    if (add.length || remove.length) (hands as GridHands).edit(tagCards(cards, add, remove), t`Tags changed`)
    onClose()
  }
  return (
    <Modal opened onClose={onClose} title={t`Tags`} returnFocus={false}>
      <Stack gap="sm">
        <TagsInput label={t`Tags of the cards`} data-autofocus data={tagsOf(map)} value={tags} onChange={setTags} clearable />
        <Group justify="flex-end"><Button variant="default" onClick={onClose}><Trans>Cancel</Trans></Button><Button onClick={save}><Trans>Save</Trans></Button></Group>
      </Stack>
    </Modal>
  )
}
