import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { CURVES, useGrid, useTools } from '@tropa/grid'
import { ActionIcon, Button, Group, Select, Textarea } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { sayProblem } from '@tropa/ui'
import { useState } from 'react'
import { mapAsks, mapDeeds, type Workshop } from './api'
import { placeName } from './place-name'
import styles from './WorkshopPanel.module.css'

/** Cards of one's own that nobody sees yet, and showing everybody's. */
export function PrivateCards({ workshop, leads }: { workshop: Workshop; leads: boolean }) {
  const { t } = useLingui()
  const { host } = useTools()
  const { mapId } = host.session
  const queries = useQueryClient()
  const own = useQuery({ ...mapAsks.privateCards(mapId), enabled: host.may.comment && (workshop.private_writing || workshop.private_waiting > 0) }).data ?? []
  const again = () => queries.invalidateQueries({ queryKey: ['map', mapId] })
  const reveal = () => void mapDeeds.reveal(mapId).then(again, sayProblem)
  const map = host.session.document()
  return (
    <>
      {workshop.private_writing && host.may.comment && <Write onWritten={again} />}
      {own.length > 0 && (
        <ul className={styles.private} aria-label={t`My cards that wait`}>
          {own.map((card) => (
            <li key={card.id}>
              <span>{card.body}<small>{placeName(map, { kind: 'cell', stage: card.stage, lane: card.lane })}</small></span>
              <ActionIcon size="sm" variant="subtle" color="gray" aria-label={t`Throw away`} onClick={() => void mapDeeds.removePrivate(mapId, card.id).then(again, sayProblem)}><IconX size={14} aria-hidden /></ActionIcon>
            </li>
          ))}
        </ul>
      )}
      {workshop.private_waiting > 0 && <p className={styles.hint}><Plural value={workshop.private_waiting} one="# card of everybody’s waits" few="# cards of everybody’s wait" many="# cards of everybody’s wait" other="# cards of everybody’s wait" /></p>}
      {leads && workshop.private_waiting > 0 && <Button size="xs" onClick={reveal}><Trans>Show all cards</Trans></Button>}
      {!workshop.private_writing && !leads && <p className={styles.hint}><Trans>Cards are written in the open.</Trans></p>}
    </>
  )
}

function Write({ onWritten }: { onWritten: () => Promise<void> }) {
  const { t } = useLingui()
  const { host } = useTools()
  const columns = useGrid((_, layout) => layout.columns)
  const lanes = useGrid((_, layout) => layout.lanes)
  const focus = useGrid((state) => state.focus)
  const writable = lanes.filter((row) => !CURVES.has(row.lane.kind))
  const [chosen, choose] = useState<{ stage?: string; lane?: string }>({})
  const [body, setBody] = useState('')
  const stage = chosen.stage ?? focus?.stage ?? columns[0]?.id ?? ''
  const lane = chosen.lane ?? (writable.some((row) => row.lane.id === focus?.lane) ? focus!.lane : writable[0]?.lane.id ?? '')
  const write = () => void mapDeeds.writePrivately(host.session.mapId, { stage, lane, body: body.trim() }).then(() => { setBody(''); return onWritten() }, sayProblem)
  return (
    <div>
      <Group grow gap="xs" mt="sm">
        <Select size="xs" label={t`Stage`} allowDeselect={false} value={stage} onChange={(value) => value && choose({ ...chosen, stage: value })} data={columns.map((one) => ({ value: one.id, label: one.title }))} />
        <Select size="xs" label={t`Lane`} allowDeselect={false} value={lane} onChange={(value) => value && choose({ ...chosen, lane: value })} data={writable.map((row) => ({ value: row.lane.id, label: row.lane.title }))} />
      </Group>
      <Textarea size="sm" mt="xs" autosize minRows={2} label={t`A card nobody sees yet`} value={body} maxLength={10_000} onChange={(event) => setBody(event.currentTarget.value)} />
      <Group justify="flex-end" my={6}><Button size="xs" variant="default" disabled={!body.trim()} onClick={write}><Trans>Put it aside</Trans></Button></Group>
    </div>
  )
}
