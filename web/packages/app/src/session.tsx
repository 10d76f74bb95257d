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

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: () => ask<Session>('/api/session'),
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
