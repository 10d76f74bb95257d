import { useLingui } from '@lingui/react/macro'
import { IconChartDots3, IconDatabase, IconLayoutGrid, IconMap2, IconMoodSmile, IconUsersGroup, IconUserCircle } from '@tabler/icons-react'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Outlet, useLocation, useNavigate } from '@tanstack/react-router'
import { ask, Bare, Loading, Shell, type Area } from '@tropa/ui'
import { Suspense } from 'react'
import { useLive } from './live'
import { sessionQuery, useRoles, type Session } from './session'
import { signOutHere } from './sign-out'

/** The pages of somebody who has signed in; a guest with a share link sees the map alone. */
export function Frame() {
  const { data } = useSuspenseQuery(sessionQuery)
  return data.person ? <Signed session={data} person={data.person} /> : <Bare whole><Page /></Bare>
}

function Page() {
  return <Suspense fallback={<Loading />}><Outlet /></Suspense>
}

function Signed({ session, person }: { session: Session; person: NonNullable<Session['person']> }) {
  const areas = useAreas()
  const roles = useRoles()
  const navigate = useNavigate()
  const { pathname } = useLocation()
  const unread = useUnread()
  useLive()
  const me = { ...person, ...(session.role ? { role: roles[session.role] } : {}), alone: session.ways.alone }
  return (
    <Shell
      areas={areas} me={me} unread={unread} whole={pathname.startsWith('/maps/')}
      onSearch={(q) => void navigate({ to: '/search', search: { q } })}
      onSignOut={() => void signOutHere()}
      onLanguage={(language) => void ask('/api/me', { method: 'PATCH', body: { language } })}
    >
      <Page />
    </Shell>
  )
}

function useUnread(): number {
  const { data } = useQuery({ queryKey: ['notifications'], queryFn: () => ask<{ unread: number }>('/api/notifications'), retry: false })
  return data?.unread ?? 0
}

function useAreas(): Area[] {
  const { t } = useLingui()
  return [
    { to: '/', name: t`Maps`, icon: <IconMap2 size={20} />, near: true },
    { to: '/explore', name: t`Explore`, icon: <IconChartDots3 size={20} />, near: true },
    { to: '/segments', name: t`Segments`, icon: <IconUsersGroup size={20} /> },
    { to: '/personas', name: t`Personas`, icon: <IconMoodSmile size={20} />, near: true },
    { to: '/data', name: t`Data`, icon: <IconDatabase size={20} />, near: true },
    { to: '/templates', name: t`Templates`, icon: <IconLayoutGrid size={20} /> },
    { to: '/people', name: t`People`, icon: <IconUserCircle size={20} /> },
  ]
}
