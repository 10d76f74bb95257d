import { Trans } from '@lingui/react/macro'
import { Loader } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Problem } from './problem'
import styles from './States.module.css'

/** Nothing is here yet: says what would be, and offers the first step. */
export function Empty({ icon, title, children, action }: { icon?: ReactNode; title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className={styles.empty}>
      {icon && <div className={styles.icon} aria-hidden>{icon}</div>}
      <p className={styles.title}>{title}</p>
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
