import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine'
import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Menu, TextInput } from '@mantine/core'
import { IconDots, IconGripVertical } from '@tabler/icons-react'
import { useFormats } from '@tropa/ui'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import styles from './Stages.module.css'

interface Named {
  id: string
  title: string
}

interface Props {
  /** Null: the place of touchpoints without a stage. */
  id: string | null
  at: number
  title: string
  touchpoints: string[]
  titles: Named[]
  events: Map<string, number>
  may: boolean
  onPlace: (touchpoint: string, stage: string | null) => void
  onMove: (from: number, to: number) => void
  onRename?: (title: string) => void
  onRemove?: () => void
}

/** A stage with its touchpoints: takes touchpoints that are dropped, and stages that are dropped before it. */
export function StageColumn(props: Props) {
  const { id, at, title, touchpoints, titles, events, may, onPlace } = props
  const { column, head, over } = useDragging(props)
  const [renaming, rename] = useState(false)
  return (
    <section ref={column} className={styles.column} data-over={over} aria-label={title}>
      <header ref={head} className={styles.head} data-grab={(id !== null && may) || undefined}>
        {id !== null && may && <IconGripVertical size={16} aria-hidden className={styles.grip} />}
        {renaming ? <Renaming title={title} onDone={(next) => { rename(false); if (next) props.onRename?.(next) }} /> : <h2>{id !== null && <span className="numbers">{at + 1}. </span>}{title}</h2>}
        {id !== null && may && <StageMenu {...props} onRenaming={() => rename(true)} />}
      </header>
      <ul>
        {touchpoints.map((name) => <Touchpoint key={name} name={name} stage={id} events={events.get(name)} titles={titles} may={may} onPlace={onPlace} />)}
      </ul>
      {touchpoints.length === 0 && <p className={styles.none}><Trans>No touchpoints</Trans></p>}
    </section>
  )
}

function useDragging({ id, at, may, onPlace, onMove }: Props) {
  const column = useRef<HTMLElement>(null)
  const head = useRef<HTMLElement>(null)
  const [over, set] = useState<'touchpoint' | 'stage' | undefined>()
  const drop = useEffectEvent((data: Record<string, unknown>) => {
    set(undefined)
    if (typeof data['touchpoint'] === 'string') onPlace(data['touchpoint'], id)
    else if (typeof data['stage'] === 'number') onMove(data['stage'], at)
  })
  useEffect(() => {
    const element = column.current
    const handle = head.current
    if (!element || !handle || !may) return
    const target = dropTargetForElements({
      element,
      canDrop: ({ source }) => ('touchpoint' in source.data ? source.data['from'] !== id : id !== null && 'stage' in source.data && source.data['stage'] !== at),
      onDragEnter: ({ source }) => set('touchpoint' in source.data ? 'touchpoint' : 'stage'),
      onDragLeave: () => set(undefined),
      onDrop: ({ source }) => drop(source.data),
    })
    return id === null ? target : combine(target, draggable({ element, dragHandle: handle, getInitialData: () => ({ stage: at }) }))
  }, [id, at, may])
  return { column, head, over }
}

function Renaming({ title, onDone }: { title: string; onDone: (title: string) => void }) {
  const { t } = useLingui()
  const [next, set] = useState(title)
  return (
    <TextInput size="xs" autoFocus aria-label={t`Name of the stage`} value={next} maxLength={200} onChange={(event) => set(event.currentTarget.value)} onBlur={() => onDone(next.trim())}
      onKeyDown={(event) => { if (event.key === 'Enter') onDone(next.trim()); if (event.key === 'Escape') onDone('') }} />
  )
}

function StageMenu({ at, title, titles, onMove, onRemove, onRenaming }: Props & { onRenaming: () => void }) {
  const { t } = useLingui()
  return (
    <Menu position="bottom-end" returnFocus={false}>
      <Menu.Target><ActionIcon variant="subtle" color="gray" size="sm" aria-label={t`What to do with the stage “${title}”`}><IconDots size={16} aria-hidden /></ActionIcon></Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={onRenaming}><Trans>Rename</Trans></Menu.Item>
        <Menu.Item disabled={at === 0} onClick={() => onMove(at, at - 1)}><Trans>Move to the left</Trans></Menu.Item>
        <Menu.Item disabled={at === titles.length - 1} onClick={() => onMove(at, at + 1)}><Trans>Move to the right</Trans></Menu.Item>
        <Menu.Divider />
        <Menu.Item color="red" onClick={onRemove}><Trans>Remove the stage</Trans></Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

interface Chip {
  name: string
  stage: string | null
  events: number | undefined
  titles: Named[]
  may: boolean
  onPlace: (touchpoint: string, stage: string | null) => void
}

function Touchpoint({ name, stage, events, titles, may, onPlace }: Chip) {
  const { t } = useLingui()
  const formats = useFormats()
  const chip = useRef<HTMLLIElement>(null)
  const [dragged, set] = useState(false)
  useEffect(() => {
    if (!chip.current || !may) return
    return draggable({ element: chip.current, getInitialData: () => ({ touchpoint: name, from: stage }), onDragStart: () => set(true), onDrop: () => set(false) })
  }, [name, stage, may])
  return (
    <li ref={chip} className={styles.chip} data-dragged={dragged || undefined} data-grab={may || undefined}>
      <span>{name}{events !== undefined && <small title={formats.number(events)}><Plural value={events} one="# event" few="# events" many="# events" other="# events" /></small>}</span>
      {may && (
        <Menu position="bottom-end" returnFocus={false}>
          <Menu.Target><ActionIcon variant="subtle" color="gray" size="sm" aria-label={t`Put “${name}” into another stage`}><IconDots size={16} aria-hidden /></ActionIcon></Menu.Target>
          <Menu.Dropdown>
            <Menu.Label><Trans>Put into</Trans></Menu.Label>
            {titles.filter((one) => one.id !== stage).map((one) => <Menu.Item key={one.id} onClick={() => onPlace(name, one.id)}>{one.title}</Menu.Item>)}
            {stage !== null && <Menu.Item onClick={() => onPlace(name, null)}><Trans>no stage</Trans></Menu.Item>}
          </Menu.Dropdown>
        </Menu>
      )}
    </li>
  )
}
