import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { useTools, type About } from '@tropa/grid'
import { Button, Group, Select, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Answer, confirm, Empty, say, sayProblem, useFormats } from '@tropa/ui'
import { useState } from 'react'
import { mapAsks, mapDeeds, type Difference, type Version } from './api'
import { goTo } from './page-state'
import styles from './VersionsPanel.module.css'

/** What the map said before: versions kept by name and by day, what changed since, and the way back. */
export function VersionsPanel() {
  const { host } = useTools()
  const query = useQuery(mapAsks.versions(host.session.mapId))
  return (
    <>
      {host.may.edit && <Keep />}
      <Answer of={query}>{(versions) => <List versions={versions} />}</Answer>
    </>
  )
}

function Keep() {
  const { t } = useLingui()
  const { mapId } = useTools().host.session
  const queries = useQueryClient()
  const [name, setName] = useState('')
  const keep = (event: React.FormEvent) => {
    event.preventDefault()
    if (!name.trim()) return
    void mapDeeds.keepVersion(mapId, name.trim()).then(() => { setName(''); return queries.invalidateQueries({ queryKey: ['map', mapId, 'versions'] }) }, sayProblem)
  }
  return (
    <form onSubmit={keep}>
      <Group gap="xs" align="flex-end" wrap="nowrap" mb="sm">
        <TextInput size="xs" style={{ flex: 1 }} label={t`Keep the map as it is now, as`} value={name} maxLength={200} onChange={(event) => setName(event.currentTarget.value)} />
        <Button type="submit" size="xs" disabled={!name.trim()}><Trans>Keep</Trans></Button>
      </Group>
    </form>
  )
}

function List({ versions }: { versions: Version[] }) {
  const { t } = useLingui()
  const [opened, open] = useState<number | null>(null)
  if (versions.length === 0) return <Empty title={t`No versions yet`}><Trans>One is kept after each day of work, and whenever you give it a name.</Trans></Empty>
  return <ol className={styles.versions}>{versions.map((one) => <VersionView key={one.number} version={one} all={versions} opened={opened === one.number} flip={() => open(opened === one.number ? null : one.number)} />)}</ol>
}

function VersionView({ version, all, opened, flip }: { version: Version; all: Version[]; opened: boolean; flip: () => void }) {
  const { t } = useLingui()
  const formats = useFormats()
  const { host } = useTools()
  const { mapId } = host.session
  const queries = useQueryClient()
  const titles = { named: version.name, day: t`A day of work`, restore: t`Before an older version came back` }
  const restore = async () => {
    const sure = await confirm({ title: t`Bring back “${titles[version.kind]}”?`, body: t`What the map says now is kept as a version, so nothing is lost.`, action: t`Bring it back` })
    if (!sure) return
    await mapDeeds.restoreVersion(mapId, version.number).then(({ edits }) => {
      say(edits === 0 ? t`The map says this already.` : plural(edits, { one: '# edit brought it back', few: '# edits brought it back', many: '# edits brought it back', other: '# edits brought it back' }))
      return queries.invalidateQueries({ queryKey: ['map', mapId] })
    }, sayProblem)
  }
  return (
    <li className={styles.version}>
      <button type="button" className={styles.name} aria-expanded={opened} onClick={flip}>
        <b>{titles[version.kind]}</b>
        <small>{formats.dayTime(version.made)}{version.authors.length > 0 && <> · {formats.list(version.authors)}</>}</small>
      </button>
      {!opened && version.told.length > 0 && <ul className={styles.told}>{version.told.slice(0, 3).map((one, place) => <li key={place}>{one}</li>)}</ul>}
      {opened && <Compared version={version} all={all} />}
      {opened && host.may.edit && <Button size="xs" variant="default" onClick={() => void restore()}><Trans>Bring back this version</Trans></Button>}
    </li>
  )
}

function Compared({ version, all }: { version: Version; all: Version[] }) {
  const { t } = useLingui()
  const { mapId } = useTools().host.session
  const [to, setTo] = useState('now')
  const query = useQuery(mapAsks.difference(mapId, version.number, to === 'now' ? 'now' : Number(to)))
  const others = all.filter((one) => one.number > version.number).map((one) => ({ value: String(one.number), label: one.name || t`Version ${one.number}` }))
  return (
    <>
      <Select size="xs" label={t`What changed from here to`} data={[{ value: 'now', label: t`now` }, ...others]} value={to} allowDeselect={false} onChange={(value) => setTo(value ?? 'now')} />
      <Answer of={query}>{(difference) => <Changes difference={difference} />}</Answer>
    </>
  )
}

function Changes({ difference }: { difference: Difference }) {
  const { host } = useTools()
  const places = host.store.layout.places
  if (difference.changes.length === 0) return <p className={styles.none}><Trans>Nothing changed.</Trans></p>
  const aboutOf = (object: string, id: string): About | null => (object === 'card' && places.has(id) ? { kind: 'card', id } : null)
  return (
    <ul className={styles.changes}>
      {difference.changes.slice(0, 300).map((one, place) => {
        const about = aboutOf(one.object, one.id)
        return <li key={place} data-kind={one.kind}>{about ? <button type="button" onClick={() => goTo(host.store, about)}>{one.text}</button> : one.text}</li>
      })}
    </ul>
  )
}
