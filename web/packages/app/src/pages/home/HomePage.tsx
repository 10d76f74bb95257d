import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Select, TextInput } from '@mantine/core'
import { IconFilter, IconMap2, IconPlus, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Answer, Empty, PageHeader, useFormats } from '@tropa/ui'
import { lazy, Suspense, useState } from 'react'
import { Gallery } from '../../MapCard'
import { mapsQuery, projectsQuery, type MapSummary } from '../../maps'
import { useMay } from '../../session'
import { ActivityFeed } from './ActivityFeed'
import styles from './HomePage.module.css'
import { Projects } from './Projects'
import { chosen, type Filter, type Sort } from './sorting'

const NewMapDialog = lazy(() => import('./NewMapDialog'))

interface Asked {
  trash?: boolean
  fresh?: Filter
  sort?: Sort
  new?: boolean
}

/** All maps of the workspace: how healthy, how fresh, who is there; projects and what happened lately beside them. */
export default function HomePage() {
  const { t } = useLingui()
  const asked = useSearch({ strict: false }) as Asked
  const navigate = useNavigate()
  const may = useMay('editor')
  const trash = asked.trash === true
  const maps = useQuery(mapsQuery({ trash }))
  const set = (next: Asked) => void navigate({ to: '/', search: { ...asked, ...next } as never })
  return (
    <>
      <PageHeader
        title={trash ? t`Trash` : t`Maps`}
        lead={trash ? t`What is thrown away can be restored for 30 days.` : undefined}
        actions={
          <>
            <Button variant="default" leftSection={trash ? <IconMap2 size={16} aria-hidden /> : <IconTrash size={16} aria-hidden />} onClick={() => set({ trash: trash ? undefined : true } as Asked)}>
              {trash ? <Trans>To all maps</Trans> : <Trans>Trash</Trans>}
            </Button>
            {may && <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => set({ new: true })}><Trans>New map</Trans></Button>}
          </>
        }
      />
      <div className={styles.columns}>
        <div>
          <Answer of={maps}>{(all) => all.length === 0 ? <Nothing trash={trash} may={may} /> : <Maps all={all} asked={asked} set={set} may={may} />}</Answer>
        </div>
        {!trash && (
          <aside className={styles.beside} aria-label={t`Projects and activity`}>
            <Projects may={may} />
            <ActivityFeed />
          </aside>
        )}
      </div>
      {asked.new && <Suspense><NewMapDialog onClose={() => set({ new: undefined } as unknown as Asked)} /></Suspense>}
    </>
  )
}

function Maps({ all, asked, set, may }: { all: MapSummary[]; asked: Asked; set: (next: Asked) => void; may: boolean }) {
  const { t } = useLingui()
  const { compare } = useFormats()
  const [words, setWords] = useState('')
  const projects = useQuery(projectsQuery).data ?? []
  const sort = asked.sort ?? 'changed'
  const fresh = asked.fresh ?? 'all'
  const shown = chosen(all, words, fresh, sort, compare)
  return (
    <>
      <div className={styles.tools}>
        <TextInput aria-label={t`Filter by words`} placeholder={t`Filter by words`} leftSection={<IconFilter size={16} aria-hidden />} value={words} onChange={(event) => setWords(event.currentTarget.value)} />
        <Select
          aria-label={t`Which maps`} allowDeselect={false} value={fresh} onChange={(value) => set({ fresh: (value ?? 'all') as Filter })}
          data={[{ value: 'all', label: t`All` }, { value: 'stale', label: t`Out of date` }, { value: 'faults', label: t`With faults` }, { value: 'future', label: t`To be` }]}
        />
        <Select
          aria-label={t`Order`} allowDeselect={false} value={sort} onChange={(value) => set({ sort: (value ?? 'changed') as Sort })}
          data={[{ value: 'changed', label: t`Last changed first` }, { value: 'title', label: t`By title` }, { value: 'customers', label: t`Most customers first` }, { value: 'faults', label: t`Most faults first` }]}
        />
      </div>
      {shown.length === 0
        ? <Empty title={t`No map fits`}><Trans>Take away a filter to see more.</Trans></Empty>
        : <><h2 className="only-spoken"><Trans>Maps</Trans></h2><Gallery maps={shown} projects={projects} mayEdit={may} /></>}
    </>
  )
}

function Nothing({ trash, may }: { trash: boolean; may: boolean }) {
  const { t } = useLingui()
  if (trash) return <Empty icon={<IconTrash size={40} />} title={t`The trash is empty`} />
  return (
    <Empty
      icon={<IconMap2 size={40} />} title={t`There is no map yet`}
      action={may && <Button component={Link} to="/tour"><Trans>Make a map from a file of mine</Trans></Button>}
    >
      <Trans>Give Tropa an export of events, a survey or reviews: in a few minutes it drafts a map with numbers and the customers’ own words. Or begin with a template.</Trans>
    </Empty>
  )
}
