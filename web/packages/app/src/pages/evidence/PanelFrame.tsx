import type { ReactNode } from 'react'
import styles from './Panel.module.css'

/** What stands in a panel beside the map, and below it what can be done with the whole map; the page draws the rest. */
export function PanelFrame({ foot, children }: { foot?: ReactNode; children: ReactNode }) {
  return (
    <div className={styles.panel}>
      {children}
      {foot && <footer className={styles.foot}>{foot}</footer>}
    </div>
  )
}
