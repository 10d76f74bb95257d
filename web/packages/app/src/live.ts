import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'

/** What is asked anew at a piece of news. */
const TOUCHED: Record<string, string[]> = {
  notifications: ['notifications'],
  made: ['maps', 'activity', 'projects'],
  trashed: ['maps', 'activity', 'projects'],
  restored: ['maps', 'activity', 'projects'],
  destroyed: ['maps', 'activity', 'projects'],
  progress: ['jobs', 'job'],
  state: ['jobs', 'job', 'data', 'maps'],
}

/** Listens to the person's own news: notifications, jobs that move on, maps that come and go. What they touch is asked anew. */
export function useLive(): void {
  const queries = useQueryClient()
  useEffect(() => {
    const source = new EventSource('/api/live')
    for (const [news, keys] of Object.entries(TOUCHED)) {
      source.addEventListener(news, () => keys.forEach((key) => void queries.invalidateQueries({ queryKey: [key] })))
    }
    return () => source.close()
  }, [queries])
}
