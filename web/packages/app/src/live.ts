import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'

/** Listens to the person's own news: jobs that move on, notifications. What they touch is asked anew. */
export function useLive(): void {
  const queries = useQueryClient()
  useEffect(() => {
    const source = new EventSource('/api/live')
    const anew = (...keys: string[]) => () => keys.forEach((key) => void queries.invalidateQueries({ queryKey: [key] }))
    source.addEventListener('job', anew('jobs', 'job'))
    source.addEventListener('notification', anew('notifications'))
    source.addEventListener('missed', anew('jobs', 'job', 'notifications'))
    return () => source.close()
  }, [queries])
}
