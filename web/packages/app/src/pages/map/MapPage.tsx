import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { Link, useLocation, useParams } from '@tanstack/react-router'
import { useStatus, type MapSession } from '@tropa/sync'
import { Empty, Loading, useTitle } from '@tropa/ui'
import { lazy, Suspense } from 'react'
import { useOpened } from './opening'

const MapRoom = lazy(async () => ({ default: (await import('./MapRoom')).MapRoom }))

/** A map, edited together: the grid with all that stands around it. */
export default function MapPage() {
  const { t } = useLingui()
  const { mapId = '' } = useParams({ strict: false }) as { mapId?: string }
  const { pathname } = useLocation()
  const session = useOpened(mapId)
  useTitle(t`Map`)
  if (!session) return <Loading />
  return <Ready session={session} presenting={pathname.endsWith('/present')} />
}

function Ready({ session, presenting }: { session: MapSession; presenting: boolean }) {
  const { ready, status, reason } = useStatus(session)
  if (status === 'refused' && !ready) return <Refused reason={reason} />
  if (!ready) return <Loading />
  return <Suspense fallback={<Loading />}><MapRoom session={session} presenting={presenting} /></Suspense>
}

function Refused({ reason }: { reason: MapSession['reason'] }) {
  const { t } = useLingui()
  const title = reason === 'session' ? t`You are signed out` : reason === 'forbidden' ? t`This map is not open to you` : t`There is no such map`
  return (
    <Empty title={title} action={reason === 'session'
      ? <Button component={Link} to="/sign-in"><Trans>Sign in</Trans></Button>
      : <Button component={Link} to="/"><Trans>To the maps</Trans></Button>}>
      {reason === 'forbidden' ? <Trans>Ask its owner for the right to see it.</Trans> : reason === 'gone' ? <Trans>It may be in the trash.</Trans> : null}
    </Empty>
  )
}
