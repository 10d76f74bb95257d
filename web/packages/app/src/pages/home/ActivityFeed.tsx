import type { Schema } from '@tropa/sync'
import { Trans, useLingui } from '@lingui/react/macro'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Anchor, Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { ask, PersonAvatar, useFormats } from '@tropa/ui'
import styles from './HomePage.module.css'

/** Something somebody did. */
type News = Schema<'ActivityItem'>

/** What happened lately, newest first. */
export function ActivityFeed() {
  const formats = useFormats()
  const told = useInfiniteQuery({
    queryKey: ['activity'],
    queryFn: ({ pageParam }) => ask<News[]>('/api/activity', { query: { before: pageParam, most: 12 } }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => (page.length === 12 ? page.at(-1)?.id : undefined),
  })
  const news = told.data?.pages.flat() ?? []
  return (
    <section>
      <h2 className={styles.heading}><Trans>Activity</Trans></h2>
      {news.length === 0 && <p className={styles.quiet}><Trans>What you and your colleagues do will stand here.</Trans></p>}
      <ul className={styles.list}>
        {news.map((one) => (
          <li key={one.id} className={styles.news}>
            <PersonAvatar name={one.name} size={24} />
            <div>
              <strong>{one.name}:</strong> <Deed news={one} />
              <div className={styles.quiet}>{formats.relative(one.at)}</div>
            </div>
          </li>
        ))}
      </ul>
      {told.hasNextPage && <Button variant="subtle" size="compact-sm" onClick={() => void told.fetchNextPage()}><Trans>Earlier news</Trans></Button>}
    </section>
  )
}

function Deed({ news }: { news: News }) {
  const { t } = useLingui()
  const title = String(news.facts['title'] ?? '')
  const words: Record<string, string> = {
    map_made: t`new map`,
    map_placed: t`moved to another project`,
    map_trashed: t`to the trash`,
    map_restored: t`out of the trash`,
    map_destroyed: t`deleted for ever`,
    project_made: t`new project`,
    project_changed: t`project changed`,
    project_removed: t`project removed`,
    commented: t`comment on`,
  }
  return (
    <>
      {words[news.kind] ?? ''}{' '}
      {news.map_id ? <Anchor component={Link} size="sm" underline="always" to="/maps/$mapId" params={{ mapId: news.map_id } as never}>{title}</Anchor> : title}
    </>
  )
}
