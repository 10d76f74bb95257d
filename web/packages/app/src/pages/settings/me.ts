import type { Schema } from '@tropa/sync'
import { queryOptions } from '@tanstack/react-query'
import { ask } from '@tropa/ui'

/** One's own account. */
export type Me = Schema<'Me'>

export const meQuery = queryOptions({ queryKey: ['me'], queryFn: () => ask<Me>('/api/me') })
export const changeMe = (body: Partial<Pick<Me, 'name' | 'email' | 'language' | 'theme'>>) => ask<Me>('/api/me', { method: 'PATCH', body })
