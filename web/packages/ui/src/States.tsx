import { Trans } from '@lingui/react/macro'
import { Loader } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Problem } from './problem'
import styles from './States.module.css'

interface EmptyProps {
  icon?: ReactNode
  title: string
  /** The title is the heading of the page. */
  whole?: boolean
  children?: ReactNode
  action?: ReactNode
}

/** Nothing is here yet: says what would be, and offers the first step. */
export function Empty({ icon, title, whole = false, children, action }: EmptyProps) {
  const Title = whole ? 'h1' : 'p'
  return (
    <div className={styles.empty}>
      {icon && <div className={styles.icon} aria-hidden>{icon}</div>}
      <Title className={styles.title}>{title}</Title>
      {children && <div className={styles.words}>{children}</div>}
      {action && <div className={styles.action}>{action}</div>}
    </div>
  )
}

/** Something is on its way. */
export function Loading() {
  return (
    <div className={styles.loading} role="status">
      <Loader size="sm" aria-hidden />
      <span><Trans>Loading…</Trans></span>
    </div>
  )
}

/** A query as a page shows it: loading, the problem with a way to try again, or the answer. */
export function Answer<T>({ of, children }: { of: UseQueryResult<T>; children: (answer: T) => ReactNode }) {
  if (of.data !== undefined) return <>{children(of.data)}</>
  if (of.error) return <Problem error={of.error} retry={() => void of.refetch()} />
  return <Loading />
}
