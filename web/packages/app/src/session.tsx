import { ask } from '@tropa/ui'
import { useLingui } from '@lingui/react/macro'
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'

export type Role = 'viewer' | 'commenter' | 'editor' | 'owner'

/** Who looks, what they may do, and the ways to sign in. */
export interface Session {
  person: { id: string; name: string; email: string; colour: string; language: string; theme: string } | null
  role: Role | null
  /** A guest with a share link sees these maps only. */
  maps: Record<string, Role>
  /** Ways to sign in: `password`, `link`, and the names of OIDC providers. */
  ways: { password: boolean; oidc: { name: string; title: string }[]; alone: boolean }
}

interface Told {
  signed_in: boolean
  person: string | null
  name: string
  colour: string
  role: Role | null
  maps: Record<string, Role>
  password: boolean
  providers: { id: string; title: string }[]
}

/** What the server tells of who is signed in, as the pages read it. */
async function askSession(): Promise<Session> {
  const { person, name, colour, role, maps, password, providers } = await ask<Told>('/api/session')
  const me = person === null ? null : await ask<{ email: string | null; language: string | null; theme: string; has_password: boolean }>('/api/me')
  return {
    person: person === null || me === null ? null : { id: person, name, colour, email: me.email ?? '', language: me.language ?? '', theme: me.theme },
    role, maps,
    ways: { password, oidc: providers.map(({ id, title }) => ({ name: id, title })), alone: me !== null && !me.email && !me.has_password },
  }
}

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: askSession,
  staleTime: 60_000,
  retry: false,
})

export const signOut = () => ask<void>('/api/session', { method: 'DELETE' })

/** The roles in words. */
export function useRoles(): Record<Role, string> {
  const { t } = useLingui()
  return { owner: t`Owner`, editor: t`Editor`, commenter: t`Commenter`, viewer: t`Viewer` }
}

/** The session of whoever looks; there is one on every page within the frame. */
export function useSession(): Session {
  return useSuspenseQuery(sessionQuery).data
}

const ORDER: Role[] = ['viewer', 'commenter', 'editor', 'owner']

/** Whether whoever looks has at least this role in the workspace. */
export function useMay(role: Role): boolean {
  const held = useSession().role
  return held !== null && ORDER.indexOf(held) >= ORDER.indexOf(role)
}
