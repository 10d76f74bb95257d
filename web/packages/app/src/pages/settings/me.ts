import { queryOptions } from '@tanstack/react-query'
import { ask } from '@tropa/ui'

/** One's own account. */
export interface Me {
  id: string
  email: string | null
  name: string
  colour: string
  role: string | null
  language: string | null
  theme: 'light' | 'dark' | 'system'
  has_password: boolean
}

export const meQuery = queryOptions({ queryKey: ['me'], queryFn: () => ask<Me>('/api/me') })
export const changeMe = (body: Partial<Pick<Me, 'name' | 'email' | 'language' | 'theme'>>) => ask<Me>('/api/me', { method: 'PATCH', body })
