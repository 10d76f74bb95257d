import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { GridPlace, GridStore, MapGrid, SelectionBar, useGrid, type Command } from '@tropa/grid'
import { useMediaQuery } from '@mantine/hooks'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { MapSession } from '@tropa/sync'
import { Loading, useTitle } from '@tropa/ui'
import { useMap } from '@tropa/sync'
import { lazy, Suspense, useCallback, useMemo, useState } from 'react'
import { useMapNews } from './opening'
import { MapHeader } from './MapHeader'
import styles from './MapRoom.module.css'
import { SHUT, useHost, type Beside, type Panel } from './page-state'
import { Toolbar } from './Toolbar'

const Side = lazy(async () => ({ default: (await import('./Side')).Side }))
const Present = lazy(async () => ({ default: (await import('./Present')).Present }))
const Phone = lazy(async () => ({ default: (await import('./Phone')).Phone }))
const TableView = lazy(async () => ({ default: (await import('./TableView')).TableView }))
const MatrixView = lazy(async () => ({ default: (await import('./MatrixView')).MatrixView }))

const key = (code: string, more = {}) => ({ code, ...more })

function useCommands(open: (beside: Partial<Beside>) => void, present: () => void): readonly Command[] {
  return useMemo(() => {
    const shows = (panel: Panel, title: Command['title'], keys: Command['keys'] = []): Command =>
      ({ id: `panel-${panel}`, group: 'view', title, keys, when: () => true, run: () => open({ panel, about: null, thread: null }) })
    return [
      { id: 'present', group: 'view', title: msg`Present`, keys: [key('KeyP', { mod: true, alt: true })], when: () => true, run: present },
      shows('comments', msg`Comments`), shows('versions', msg`Versions`), shows('checks', msg`Checks`),
      shows('proposals', msg`Proposals`), shows('workshop', msg`Workshop`),
    ]
  }, [open, present])
}

/** A map that is open: header, toolbar, the grid or another look of it, and what is open beside it. */
export function MapRoom({ session, presenting }: { session: MapSession; presenting: boolean }) {
  const { mapId } = session
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as { comment?: string }
  const [beside, set] = useState<Beside>(() => (search.comment ? { ...SHUT, panel: 'comments', thread: search.comment } : SHUT))
  const [showPeers, setShowPeers] = useState(true)
  const store = useMemo(() => new GridStore(session), [session])
  const open = useCallback((next: Partial<Beside>) => set((before) => ({ ...before, ...next })), [])
  const present = useCallback(() => void navigate({ to: '/maps/$mapId/present', params: { mapId } }), [navigate, mapId])
  const commands = useCommands(open, present)
  const host = useHost({ session, store, open, commands, showPeers, presenting })
  const narrow = useMediaQuery('(max-width: 600px)') ?? false
  useMapNews(mapId)
  useTitle(useMap(session).title)
  return (
    <GridPlace host={host}>
      <Suspense fallback={<Loading />}>
        {presenting ? <Present /> : (
          <div className={styles.room} data-narrow={narrow || undefined}>
            <div className={styles.desk}>
              <MapHeader narrow={narrow} />
              <Toolbar beside={beside} open={open} present={present} showPeers={showPeers} setShowPeers={setShowPeers} narrow={narrow} />
              <div className={styles.stage}>{narrow ? <Phone /> : <Looks />}</div>
              <SelectionBar />
            </div>
            {beside.panel && <Side beside={beside} open={open} />}
          </div>
        )}
      </Suspense>
    </GridPlace>
  )
}

function Looks() {
  const look = useGrid((state) => state.look)
  const { t } = useLingui()
  if (look === 'table') return <section className={styles.look} aria-label={t`Table`}><TableView /></section>
  if (look === 'matrix') return <section className={styles.look} aria-label={t`Matrix`}><MatrixView /></section>
  return <MapGrid />
}
