import type { Schema } from '@tropa/sync'
import { queryOptions } from '@tanstack/react-query'
import { ask } from '@tropa/ui'
import type { Role } from '../../session'

/** Somebody with an account; owners see the address and when they were last here. */
export interface Person {
  id: string
  name: string
  colour: string
  role: Role | null
  email: string | null
  disabled: boolean
  seen: string | null
}

export interface Invitation {
  id: string
  email: string | null
  role: Role
  map_id: string | null
  created: string
  expires: string
}

export type AuditEntry = Schema<'AuditItem'>

export const peopleQuery = queryOptions({ queryKey: ['people'], queryFn: () => ask<Person[]>('/api/people') })
export const invitationsQuery = queryOptions({ queryKey: ['invitations'], queryFn: () => ask<Invitation[]>('/api/invitations') })

const at = (id: string) => `/api/people/${encodeURIComponent(id)}`

export const changePerson = {
  role: (id: string, role: Role | null) => ask<Person>(at(id), { method: 'PATCH', body: { role } }),
  disabled: (id: string, disabled: boolean) => ask<Person>(at(id), { method: 'PATCH', body: { disabled } }),
  erase: (id: string) => ask<void>(at(id), { method: 'DELETE' }),
  link: (id: string) => ask<{ link: string }>(`${at(id)}/link`, { method: 'POST' }),
}

export const invite = (body: { role: Role; email: string | null; language: string }) =>
  ask<Invitation & { link: string; mailed: boolean }>('/api/invitations', { method: 'POST', body })
export const withdraw = (id: string) => ask<void>(`/api/invitations/${encodeURIComponent(id)}`, { method: 'DELETE' })
