import { Trans, useLingui } from '@lingui/react/macro'
import { GRADE_WORDS, LANE_WORDS, NO_FILTER, STATE_WORDS, isFiltering, tagsOf, useDocument, useGrid, useTools, type Filter, type Grade, type State } from '@tropa/grid'
import { Button, Group, MultiSelect, Popover, Stack, Switch, TextInput } from '@mantine/core'
import { IconFilter, IconX } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { sayProblem } from '@tropa/ui'
import { useState } from 'react'
import { mapAsks, mapDeeds, type SavedView } from './api'
import { stateOf, viewOf } from './page-state'
import styles from './FilterMenu.module.css'
import bar from './Toolbar.module.css'

/** What of the map is shown, and views that were kept under a name. */
export function FilterMenu() {
  const filter = useGrid((state) => state.filter)
  const { host } = useTools()
  const on = isFiltering(filter)
  return (
    <Group gap={2} wrap="nowrap">
      <Popover position="bottom-start" width={340} shadow="md" trapFocus>
        <Popover.Target>
          <Button size="xs" className={bar.short} variant={on ? 'light' : 'subtle'} color={on ? 'trail' : 'gray'} leftSection={<IconFilter size={16} aria-hidden />}>{on ? <Trans>Filtered</Trans> : <Trans>Filter and views</Trans>}</Button>
        </Popover.Target>
        <Popover.Dropdown><Stack gap="sm"><Fields /><Views mapId={host.session.mapId} /></Stack></Popover.Dropdown>
      </Popover>
      {on && <Button size="xs" variant="subtle" color="gray" leftSection={<IconX size={14} aria-hidden />} onClick={() => host.store.dispatch({ kind: 'view', to: { filter: NO_FILTER } })}><Trans>Show all</Trans></Button>}
    </Group>
  )
}

function Fields() {
  const { t, i18n } = useLingui()
  const { host } = useTools()
  const map = useDocument()
  const filter = useGrid((state) => state.filter)
  const set = (part: Partial<Filter>) => host.store.dispatch({ kind: 'view', to: { filter: { ...filter, ...part } } })
  const inside = { comboboxProps: { withinPortal: false }, size: 'xs', clearable: true } as const
  const kinds = [...new Set(map.lanes.filter((lane) => !lane.deleted).map((lane) => lane.kind))]
  return (
    <>
      {map.personas.length > 1 && <MultiSelect {...inside} label={t`Personas`} data={map.personas.map((one) => ({ value: one.id, label: one.name }))} value={[...filter.personas]} onChange={(personas) => set({ personas })} />}
      <MultiSelect {...inside} label={t`Lanes`} data={kinds.map((kind) => ({ value: kind, label: i18n._(LANE_WORDS[kind]) }))} value={[...filter.kinds]} onChange={(next) => set({ kinds: next })} />
      {tagsOf(map).length > 0 && <MultiSelect {...inside} label={t`Tags`} data={tagsOf(map)} value={[...filter.tags]} onChange={(tags) => set({ tags })} />}
      <MultiSelect {...inside} label={t`State`} data={Object.entries(STATE_WORDS).map(([value, label]) => ({ value, label: i18n._(label) }))} value={[...filter.states]} onChange={(states) => set({ states: states as State[] })} />
      <MultiSelect {...inside} label={t`Evidence`} data={Object.entries(GRADE_WORDS).map(([value, label]) => ({ value, label: i18n._(label) }))} value={[...filter.grades]} onChange={(grades) => set({ grades: grades as Grade[] })} />
    </>
  )
}

function Views({ mapId }: { mapId: string }) {
  const { t } = useLingui()
  const { host } = useTools()
  const queries = useQueryClient()
  const { data = [] } = useQuery(mapAsks.views(mapId))
  const [title, setTitle] = useState('')
  const [shared, setShared] = useState(false)
  const again = () => queries.invalidateQueries({ queryKey: ['map', mapId, 'views'] })
  const keep = () => void mapDeeds.saveView(mapId, title.trim(), viewOf(host.store.state), shared).then(() => { setTitle(''); return again() }, sayProblem)
  const take = (view: SavedView) => host.store.dispatch({ kind: 'view', to: stateOf(view.settings) })
  return (
    <section className={styles.views} aria-label={t`Kept views`}>
      {data.length > 0 && (
        <ul>
          {data.map((view) => (
            <li key={view.id}>
              <button type="button" onClick={() => take(view)}>{view.title}{view.shared && <small> · <Trans>for all, {view.name}</Trans></small>}</button>
              <button type="button" aria-label={t`Delete the view “${view.title}”`} onClick={() => void mapDeeds.removeView(mapId, view.id).then(again, sayProblem)}><IconX size={14} aria-hidden /></button>
            </li>
          ))}
        </ul>
      )}
      <Group gap="xs" align="flex-end" wrap="nowrap">
        <TextInput size="xs" label={t`Keep this view as`} value={title} maxLength={200} onChange={(event) => setTitle(event.currentTarget.value)} style={{ flex: 1 }} />
        <Button size="xs" variant="default" disabled={!title.trim()} onClick={keep}><Trans>Keep</Trans></Button>
      </Group>
      {host.may.comment && <Switch size="xs" mt={6} label={t`For everybody`} checked={shared} onChange={(event) => setShared(event.currentTarget.checked)} />}
    </section>
  )
}
