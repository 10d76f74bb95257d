import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Menu } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconClockExclamation, IconDots } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { confirm, PersonAvatar, say, sayProblem, useFormats } from '@tropa/ui'
import styles from './MapCard.module.css'
import { changeMap, type MapSummary, type Project } from './maps'

interface Props {
  map: MapSummary
  projects?: Project[]
  mayEdit: boolean
}

/** A map in a gallery: its picture, whose journey it is, how healthy and how fresh it is, who is there now. */
export function MapCard({ map, projects = [], mayEdit }: Props) {
  const formats = useFormats()
  const trashed = map.deleted_at !== null
  return (
    <article className={styles.card} lang={map.language}>
      <img className={styles.picture} src={`/api/maps/${map.id}/picture.svg`} alt="" loading="lazy" width={320} height={180} />
      <div className={styles.words}>
        <h3 className={styles.title}>
          {trashed ? map.title : <Link to="/maps/$mapId" params={{ mapId: map.id }} preload={false}>{map.title}</Link>}
        </h3>
        <p className={styles.persona}>{map.personas.map((one) => one.name).join(', ')}</p>
        <ul className={styles.facts}>
          <li>{map.state === 'future' ? <Trans>to be</Trans> : <Trans>as is</Trans>}</li>
          {map.customers !== null && <li className="numbers"><Plural value={map.customers} one="# customer" few="# customers" many="# customers" other="# customers" /></li>}
          <li><Plural value={map.stages} one="# stage" few="# stages" many="# stages" other="# stages" /></li>
        </ul>
        <ul className={styles.facts}><Health map={map} /><Freshness map={map} /></ul>
      </div>
      <footer className={styles.foot}>
        <span>{trashed ? <Trans>kept until {formats.day(map.gone_on ?? map.updated)}</Trans> : <Trans>changed {formats.relative(map.updated)}</Trans>}</span>
        <span className={styles.here}>{(map.here ?? []).slice(0, 4).map((one) => <PersonAvatar key={one.name} {...one} size={22} named />)}</span>
        {mayEdit && <Deeds map={map} projects={projects} />}
      </footer>
    </article>
  )
}

function Health({ map }: { map: MapSummary }) {
  const { warnings } = map.health
  if (warnings === 0) return <li className={styles.good}><IconCircleCheck size={15} aria-hidden /><Trans>no faults</Trans></li>
  return <li className={styles.bad}><IconAlertTriangle size={15} aria-hidden /><Plural value={warnings} one="# fault" few="# faults" many="# faults" other="# faults" /></li>
}

function Freshness({ map }: { map: MapSummary }) {
  const formats = useFormats()
  const { evidence, stale, refreshed } = map.freshness
  if (stale > 0) {
    return <li className={styles.warn}><IconClockExclamation size={15} aria-hidden /><Plural value={stale} one="# number is out of date" few="# numbers are out of date" many="# numbers are out of date" other="# numbers are out of date" /></li>
  }
  if (!refreshed) return evidence === 0 ? <li><Trans>no evidence yet</Trans></li> : null
  return <li><Trans>numbers of {formats.day(refreshed)}</Trans></li>
}

function Deeds({ map, projects }: { map: MapSummary; projects: Project[] }) {
  const { t } = useLingui()
  const queries = useQueryClient()
  const trashed = map.deleted_at !== null
  function act(deed: () => Promise<unknown>, done: string) {
    deed().then(() => {
      say(done)
      return Promise.all([queries.invalidateQueries({ queryKey: ['maps'] }), queries.invalidateQueries({ queryKey: ['activity'] })])
    }).catch(sayProblem)
  }
  async function destroy() {
    const sure = await confirm({ title: t`Delete “${map.title}” for ever?`, body: t`Its history and comments go too. This cannot be undone.`, action: t`Delete for ever`, grave: true })
    if (sure) act(() => changeMap.destroy(map.id), t`Deleted for ever`)
  }
  return (
    <Menu position="bottom-end" width={230}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={t`What to do with “${map.title}”`}><IconDots size={18} aria-hidden /></ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {trashed ? (
          <>
            <Menu.Item onClick={() => act(() => changeMap.restore(map.id), t`The map is back`)}><Trans>Restore</Trans></Menu.Item>
            <Menu.Item color="red" onClick={() => void destroy()}><Trans>Delete for ever</Trans></Menu.Item>
          </>
        ) : (
          <>
            <Menu.Item onClick={() => act(() => changeMap.copy(map.id), t`A copy was made`)}><Trans>Make a copy</Trans></Menu.Item>
            {projects.filter((one) => one.id !== map.project).map((one) => (
              <Menu.Item key={one.id} onClick={() => act(() => changeMap.place(map.id, one.id), t`Moved to “${one.title}”`)}><Trans>Move to “{one.title}”</Trans></Menu.Item>
            ))}
            {map.project && <Menu.Item onClick={() => act(() => changeMap.place(map.id, null), t`Taken out of the project`)}><Trans>Take out of the project</Trans></Menu.Item>}
            <Menu.Divider />
            <Menu.Item color="red" onClick={() => act(() => changeMap.trash(map.id), t`In the trash; it can be restored for 30 days`)}><Trans>Move to the trash</Trans></Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

/** Maps side by side. */
export function Gallery({ maps, ...rest }: { maps: MapSummary[] } & Omit<Props, 'map'>) {
  return (
    <ul className={styles.gallery}>
      {maps.map((map) => <li key={map.id}><MapCard map={map} {...rest} /></li>)}
    </ul>
  )
}
