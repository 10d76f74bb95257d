import { queryOptions, useQuery } from '@tanstack/react-query'
import { ask } from '@tropa/ui'

interface Named {
  id: string
  title: string
}

const vocabularyQuery = queryOptions({ queryKey: ['vocabulary'], queryFn: () => ask<{ channels: Named[] }>('/api/vocabulary'), staleTime: 60_000, retry: false })

const NONE: Named[] = []

/** The channels that the data knows, with what people call them. */
export const useChannels = (): Named[] => useQuery(vocabularyQuery).data?.channels ?? NONE
