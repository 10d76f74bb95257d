import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Menu } from '@mantine/core'
import { IconChevronDown, IconGripVertical } from '@tabler/icons-react'
import type { Stage } from '@tropa/model'
import { memo } from 'react'
import type { Group } from '../state'
import { useGrid, usePart, useTools } from './context'
import { usePartDrag } from './drag'
import type { GridHands } from './hands'
import { Rename } from './Rename'
import styles from './StageHead.module.css'

/** A stage with its sub-stages, over the columns of these. */
export function GroupHead({ group }: { group: Group }) {
  return (
    <div role="columnheader" data-head className={styles.group} aria-colspan={group.length} style={{ gridRow: 1, gridColumn: `${group.first + 2} / span ${group.length}` }}>
      <span style={group.stage.colour ? { borderBottomColor: group.stage.colour } : undefined}>{group.stage.title}</span>
    </div>
  )
}

/** The head of a column: its number, its name, and on hover what can be done with it. */
export const StageHead = memo(function StageHead({ stage, place, row, plain }: { stage: Stage; place: number; row: number; plain: boolean }) {
  const { host } = useTools()
  const renaming = useGrid((state) => state.dialog?.kind === 'rename' && state.dialog.object === 'stage' && state.dialog.id === stage.id)
  const language = usePart((map) => map.language)
  const builds = host.may.structure && !plain
  const { ref, handle, edge } = usePartDrag('stage', stage.id, builds)
  const talk = host.comments.get(`stage:${stage.id}`)
  return (
    <div ref={ref} role="columnheader" data-head aria-colindex={place + 2} className={`${styles.head} ${row === 2 ? styles.second : ''} ${edge ? styles[edge] : ''}`} style={{ gridRow: row, gridColumn: place + 2 }} data-stage={stage.id}>
      <div className={`${styles.band} ${place === 0 ? styles.first : ''}`} style={stage.colour ? { boxShadow: `inset 0 -4px ${stage.colour}` } : undefined}>
        <span className={styles.no} aria-hidden>{place + 1}</span>
        <div className={styles.words}>
          {renaming ? <Rename object="stage" id={stage.id} title={stage.title} /> : <span className={styles.title} lang={language}>{stage.title}</span>}
          {stage.duration && <small>{stage.duration}</small>}
        </div>
        {talk && <button type="button" tabIndex={-1} className={styles.talk} onClick={() => host.onComment({ kind: 'stage', id: stage.id })} aria-label={t`Comments: ${talk.open}`}>{talk.open}</button>}
        {!plain && (
          <span className={styles.tools}>
            {builds && <button ref={handle} type="button" tabIndex={-1} className={styles.handle} aria-label={t`Drag ${stage.title}`}><IconGripVertical size={15} aria-hidden /></button>}
            <StageMenu stage={stage} />
          </span>
        )}
      </div>
      {stage.goal && <p className={styles.goal}>{stage.goal}</p>}
    </div>
  )
})

function StageMenu({ stage }: { stage: Stage }) {
  const { host, hands } = useTools()
  const own = hands as GridHands
  const open = host.store.dispatch
  return (
    <Menu position="bottom-end" width={260}>
      <Menu.Target><button type="button" tabIndex={-1} className={styles.handle} aria-label={t`Menu of ${stage.title}`}><IconChevronDown size={15} aria-hidden /></button></Menu.Target>
      <Menu.Dropdown>
        {host.may.structure && (
          <>
            <Menu.Item onClick={() => open({ kind: 'dialog', dialog: { kind: 'rename', object: 'stage', id: stage.id } })}><Trans>Rename</Trans></Menu.Item>
            <Menu.Item onClick={() => own.insert('stage', 'before', stage.id)}><Trans>Insert a stage before</Trans></Menu.Item>
            <Menu.Item onClick={() => own.insert('stage', 'after', stage.id)}><Trans>Insert a stage after</Trans></Menu.Item>
            <Menu.Item onClick={() => own.insertSubstage(stage.id)}><Trans>Insert a sub-stage</Trans></Menu.Item>
            <Menu.Divider />
            <Menu.Item onClick={() => own.stepPart('stage', -1, stage.id)}><Trans>Move to the left</Trans></Menu.Item>
            <Menu.Item onClick={() => own.stepPart('stage', 1, stage.id)}><Trans>Move to the right</Trans></Menu.Item>
            <Menu.Item onClick={() => open({ kind: 'dialog', dialog: { kind: 'moveStage', id: stage.id } })}><Trans>Move to…</Trans></Menu.Item>
            <Menu.Item onClick={() => open({ kind: 'dialog', dialog: { kind: 'link', from: stage.id } })}><Trans>Link to another stage…</Trans></Menu.Item>
            <Menu.Divider />
          </>
        )}
        {host.may.comment && <Menu.Item onClick={() => host.onComment({ kind: 'stage', id: stage.id })}><Trans>Comment</Trans></Menu.Item>}
        {host.may.structure && <Menu.Item color="red" onClick={() => void own.removePart('stage', stage.id)}><Trans>Delete the stage</Trans></Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  )
}
