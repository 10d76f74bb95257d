import { useLingui } from '@lingui/react/macro'
import { CloseButton } from '@mantine/core'
import { useId, type ReactNode } from 'react'
import styles from './Panel.module.css'

/** A panel beside the map: its name, a way to close it, and what it holds. Escape closes it. */
export function PanelFrame({ title, onClose, foot, children }: { title: string; onClose: () => void; foot?: ReactNode; children: ReactNode }) {
  const { t } = useLingui()
  const id = useId()
  return (
    <aside className={styles.panel} aria-labelledby={id} onKeyDown={(event) => { if (event.key === 'Escape' && !event.defaultPrevented) onClose() }}>
      <header className={styles.head}>
        <h2 id={id}>{title}</h2>
        <CloseButton aria-label={t`Close`} onClick={onClose} />
      </header>
      <div className={styles.body}>{children}</div>
      {foot && <footer className={styles.foot}>{foot}</footer>}
    </aside>
  )
}
