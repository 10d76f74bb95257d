import { IconCheck } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import styles from './TourPage.module.css'

export type State = 'later' | 'now' | 'done'

/** One step of the tour: its number, or a tick once it is done; its body while it is under way or has something to show. */
export function Step({ number, title, state, children }: { number: number; title: string; state: State; children?: ReactNode }) {
  return (
    <li className={styles.step} data-state={state} aria-current={state === 'now' ? 'step' : undefined}>
      <span className={styles.mark} aria-hidden>{state === 'done' ? <IconCheck size={16} /> : number}</span>
      <h2 className={styles.title}>{title}</h2>
      {state !== 'later' && <div className={styles.body}>{children}</div>}
    </li>
  )
}
