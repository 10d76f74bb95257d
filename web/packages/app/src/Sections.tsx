import { TextInput } from '@mantine/core'
import { CopyButton } from '@tropa/ui'
import type { ReactNode } from 'react'
import styles from './Sections.module.css'

/** A part of a page of settings: its name, what it is for, its fields. */
export function Section({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) {
  return (
    <section className={styles.section}>
      <h2 className={styles.title}>{title}</h2>
      {lead && <p className={styles.lead}>{lead}</p>}
      {children}
    </section>
  )
}

/** A link or a secret that is shown this once, to be copied. */
export function ShownOnce({ text, label, copy, children }: { text: string; label: string; copy: string; children: ReactNode }) {
  return (
    <div className={styles.once} role="status">
      <p>{children}</p>
      <TextInput className={styles.secret} readOnly value={text} aria-label={label} onFocus={(event) => event.currentTarget.select()} />
      <CopyButton text={text} label={copy} />
    </div>
  )
}
