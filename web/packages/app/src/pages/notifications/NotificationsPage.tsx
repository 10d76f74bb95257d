import type { Schema } from '@tropa/sync'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, VisuallyHidden } from '@mantine/core'
import { IconBell } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Answer, ask, Empty, PageHeader, sayProblem, useFormats } from '@tropa/ui'
import styles from './NotificationsPage.module.css'

type Notification = Schema<'Notification'>

type Told = Schema<'NotificationList'>

/** What one is told: being named, answers, comments that were resolved. Opening one marks it read. */
export default function NotificationsPage() {
  const { t } = useLingui()
  const told = useQuery({ queryKey: ['notifications'], queryFn: () => ask<Told>('/api/notifications') })
  const read = useRead()
  const unread = told.data?.unread ?? 0
  return (
    <>
      <PageHeader title={t`Notifications`} actions={unread > 0 && <Button variant="default" onClick={() => read()}><Trans>Mark all as read</Trans></Button>} />
      <Answer of={told}>
        {({ notifications }) => notifications.length === 0
          ? <Empty icon={<IconBell size={40} />} title={t`Nothing new`}><Trans>When somebody names you in a comment, answers you or resolves what you wrote, it stands here.</Trans></Empty>
          : <ul className={styles.list}>{notifications.map((one) => <li key={one.id}><News of={one} onRead={() => read([one.id])} /></li>)}</ul>}
      </Answer>
    </>
  )
}

function useRead() {
  const queries = useQueryClient()
  return (ids?: number[]) =>
    void ask<void>('/api/notifications/read', { method: 'POST', body: { ids: ids ?? null } }).then(() => queries.invalidateQueries({ queryKey: ['notifications'] })).catch(sayProblem)
}

function News({ of, onRead }: { of: Notification; onRead: () => void }) {
  const formats = useFormats()
  const { name, map_title: map } = of
  return (
    <Link
      to="/maps/$mapId" params={{ mapId: of.map_id }} search={{ comment: of.comment } as never} preload={false}
      className={`${styles.news} ${of.read ? '' : styles.unread}`} onClick={() => { if (!of.read) onRead() }}
    >
      <span className={styles.dot}>{!of.read && <VisuallyHidden><Trans>unread</Trans></VisuallyHidden>}</span>
      <span className={styles.what}>
        {of.kind === 'mention' && <Trans>{name} names you at “{map}”</Trans>}
        {of.kind === 'reply' && <Trans>{name} answers at “{map}”</Trans>}
        {of.kind === 'resolved' && <Trans>{name} resolved a comment at “{map}”</Trans>}
      </span>
      <span className={styles.when}>{formats.relative(of.created)}</span>
      <span className={styles.words}>{of.text}</span>
    </Link>
  )
}
