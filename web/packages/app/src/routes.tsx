import { QueryClient } from '@tanstack/react-query'
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router'
import { Loading, Problem, Refusal } from '@tropa/ui'
import type { ComponentType } from 'react'
import { Frame } from './Frame'
import { sessionQuery } from './session'

/** One cache of answers for all pages. */
export const queries = new QueryClient({
  defaultOptions: { queries: { staleTime: 15_000, retry: (times, error) => times < 2 && !(error instanceof Refusal) } },
})

type Page = { default: ComponentType }

const pages = import.meta.glob<Page>('./pages/*/*Page.tsx')

/** A page by its path below `pages`, fetched when it is first shown; “not found” where there is none. */
const page = (path: string) =>
  lazyRouteComponent(() => (pages[`./pages/${path}.tsx`] ?? pages['./pages/not-found/NotFoundPage.tsx'])!())

const root = createRootRoute({ component: Outlet, notFoundComponent: page('not-found/NotFoundPage') })

const within = createRoute({
  getParentRoute: () => root,
  id: 'within',
  component: Frame,
  beforeLoad: async ({ location }) => {
    const session = await queries.ensureQueryData(sessionQuery)
    const guest = Object.keys(session.maps).length > 0
    if (!session.person && !guest) throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { next: location.href } })
    return { session }
  },
})

const inside: Record<string, string> = {
  '/': 'home/HomePage',
  '/maps/$mapId': 'map/MapPage',
  '/explore': 'explore/ExplorePage',
  '/explore/$question': 'explore/ExplorePage',
  '/data/$': 'data/DataPage',
  '/segments/$': 'segments/SegmentsPage',
  '/personas/$': 'personas/PersonasPage',
  '/projects/$projectId': 'projects/ProjectPage',
  '/templates': 'templates/TemplatesPage',
  '/search': 'search/SearchPage',
  '/settings': 'settings/SettingsPage',
  '/settings/$tab': 'settings/SettingsPage',
  '/people': 'people/PeoplePage',
  '/people/$tab': 'people/PeoplePage',
  '/notifications': 'notifications/NotificationsPage',
  '/tour': 'tour/TourPage',
}

const outside: Record<string, string> = {
  '/sign-in': 'sign-in/SignInPage',
  '/join': 'sign-in/InvitationPage',
  '/share': 'share/SharePage',
}

const routesOf = (paths: Record<string, string>, parent: typeof within | typeof root) =>
  Object.entries(paths).map(([path, file]) => createRoute({ getParentRoute: () => parent, path, component: page(file) }))

const presenting = createRoute({
  getParentRoute: () => root,
  path: '/maps/$mapId/present',
  component: page(pages['./pages/map/PresentPage.tsx'] ? 'map/PresentPage' : 'map/MapPage'),
})

/** The addresses of the studio; each page is a piece of its own. */
export const router = createRouter({
  routeTree: root.addChildren([within.addChildren(routesOf(inside, within)), ...routesOf(outside, root), presenting]),
  defaultPreload: 'intent',
  scrollRestoration: true,
  defaultPendingComponent: Loading,
  defaultErrorComponent: ({ error, reset }) => <Problem error={error} retry={reset} />,
})
