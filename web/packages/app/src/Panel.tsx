import { useTitle } from '@tropa/ui'
import type { ReactNode } from 'react'
import styles from './Panel.module.css'

/** One question on a page of its own: signing in, accepting an invitation, a password of a link. */
export function Panel({ title, lead, children }: { title: string; lead?: ReactNode; children?: ReactNode }) {
  useTitle(title)
  return (
    <section className={styles.panel}>
      <h1 className={styles.title}>{title}</h1>
      {lead && <p className={styles.lead}>{lead}</p>}
      {children}
    </section>
  )
}
