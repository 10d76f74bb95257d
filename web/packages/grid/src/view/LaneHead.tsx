import { t } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Menu } from '@mantine/core'
import { IconChevronDown, IconGripVertical, IconLock, IconPin } from '@tabler/icons-react'
import type { Lane } from '@tropa/model'
import { memo } from 'react'
import { setPart, type LaneRow } from '../state'
import { LANE_WORDS } from '../state/words'
import { useGrid, usePart, useTools } from './context'
import { usePartDrag } from './drag'
import type { GridHands } from './hands'
import { LaneIcon } from './icons'
import { Rename } from './Rename'
import styles from './LaneHead.module.css'

/** The label of a lane, sticky at the left: icon, name, tint, and on hover what can be done with it. */
export const LaneHead = memo(function LaneHead({ row, gridRow, plain }: { row: LaneRow; gridRow: string; plain: boolean }) {
  const { lane } = row
  const { host } = useTools()
  const renaming = useGrid((state) => state.dialog?.kind === 'rename' && state.dialog.object === 'lane' && state.dialog.id === lane.id)
  const people = usePart((map) => map.personas)
  const builds = host.may.structure && !plain
  const { ref, handle, edge } = usePartDrag('lane', lane.id, builds)
  const whose = lane.personas.map((id) => people.find((one) => one.id === id)?.name).filter(Boolean).join(', ')
  const talk = host.comments.get(`lane:${lane.id}`)
  return (
    <div ref={ref} role="rowheader" className={`${styles.label} ${edge ? styles[edge] : ''}`} style={{ gridRow, gridColumn: 1 }} data-label={lane.id}>
      <div className={styles.name}>
        {lane.icon ? <span aria-hidden>{lane.icon}</span> : <LaneIcon kind={lane.kind} />}
        <div className={styles.words}>
          {renaming ? <Rename object="lane" id={lane.id} title={lane.title} /> : <span>{lane.title}</span>}
          {whose && <small>{whose}</small>}
          {lane.hidden && <small><Trans>hidden</Trans></small>}
        </div>
        {row.pinned && <IconPin size={14} aria-label={t`pinned`} />}
        {host.lockedLanes.has(lane.id) && <IconLock size={14} aria-label={t`locked`} />}
        {talk && <button type="button" tabIndex={-1} className={styles.talk} onClick={() => host.onComment({ kind: 'lane', id: lane.id })} aria-label={t`Comments: ${talk.open}`}>{talk.open}</button>}
        {!plain && (
          <span className={styles.tools}>
            {builds && <button ref={handle} type="button" tabIndex={-1} className={styles.handle} aria-label={t`Drag ${lane.title}`}><IconGripVertical size={15} aria-hidden /></button>}
            <LaneMenu row={row} />
          </span>
        )}
      </div>
    </div>
  )
})

function LaneMenu({ row }: { row: LaneRow }) {
  const { host, hands } = useTools()
  const { i18n } = useLingui()
  const own = hands as GridHands
  const { lane } = row
  const send = host.store.dispatch
  const kinds = Object.keys(LANE_WORDS) as Lane['kind'][]
  return (
    <Menu position="bottom-start" width={260}>
      <Menu.Target><button type="button" tabIndex={-1} className={styles.handle} aria-label={t`Menu of ${lane.title}`}><IconChevronDown size={15} aria-hidden /></button></Menu.Target>
      <Menu.Dropdown mah={480} style={{ overflowY: 'auto' }}>
        <Menu.Item onClick={() => send({ kind: 'flip', what: 'collapsed', lane: lane.id })}>{row.collapsed ? t`Open the lane` : t`Collapse the lane`}</Menu.Item>
        <Menu.Item onClick={() => send({ kind: 'flip', what: 'pinned', lane: lane.id })}>{row.pinned ? t`Unpin` : t`Pin to the top`}</Menu.Item>
        {lane.kind === 'emotion' && <Menu.Item onClick={() => send({ kind: 'dialog', dialog: { kind: 'curve' } })}><Trans>As a table of numbers</Trans></Menu.Item>}
        {host.may.comment && <Menu.Item onClick={() => host.onComment({ kind: 'lane', id: lane.id })}><Trans>Comment</Trans></Menu.Item>}
        {host.may.structure && (
          <>
            <Menu.Item onClick={() => own.edit(setPart('lane', lane.id, { hidden: !lane.hidden }))}>{lane.hidden ? t`Show to everybody` : t`Hide from everybody`}</Menu.Item>
            <Menu.Divider />
            <Menu.Item onClick={() => send({ kind: 'dialog', dialog: { kind: 'rename', object: 'lane', id: lane.id } })}><Trans>Rename</Trans></Menu.Item>
            <Menu.Item onClick={() => own.stepPart('lane', -1, lane.id)}><Trans>Move up</Trans></Menu.Item>
            <Menu.Item onClick={() => own.stepPart('lane', 1, lane.id)}><Trans>Move down</Trans></Menu.Item>
            <Menu.Item onClick={() => send({ kind: 'dialog', dialog: { kind: 'moveLane', id: lane.id } })}><Trans>Move to…</Trans></Menu.Item>
            <Menu.Item onClick={() => own.insert('lane', 'before', lane.id)}><Trans>Insert a lane above</Trans></Menu.Item>
            <Menu.Divider />
            <Menu.Label><Trans>Insert a lane below</Trans></Menu.Label>
            {kinds.map((kind) => <Menu.Item key={kind} leftSection={<LaneIcon kind={kind} />} onClick={() => own.insert('lane', 'after', lane.id, kind)}>{i18n._(LANE_WORDS[kind])}</Menu.Item>)}
            <Menu.Divider />
            <Menu.Item color="red" onClick={() => void own.removePart('lane', lane.id)}><Trans>Delete the lane</Trans></Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
