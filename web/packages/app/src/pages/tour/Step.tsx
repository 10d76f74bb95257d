import { IconCheck } from '@tabler/icons-react'
import { useEffect, useRef, type ReactNode } from 'react'
import styles from './TourPage.module.css'

export type State = 'later' | 'now' | 'done'

/** One step of the tour: its number, or a tick once it is done; its body while it is under way or has something to show. */
export function Step({ number, title, state, children }: { number: number; title: string; state: State; children?: ReactNode }) {
  const heading = useTurn(state === 'now' && number > 1)
  return (
    <li className={styles.step} data-state={state} aria-current={state === 'now' ? 'step' : undefined}>
      <span className={styles.mark} aria-hidden>{state === 'done' ? <IconCheck size={16} /> : number}</span>
      <h2 ref={heading} tabIndex={-1} className={styles.title}>{title}</h2>
      {state !== 'later' && <div className={styles.body}>{children}</div>}
    </li>
  )
}

/** When its turn comes, a step comes into view and its heading is read aloud. */
function useTurn(now: boolean) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (!now) return
    heading.current?.focus({ preventScroll: true })
    heading.current?.closest('li')?.scrollIntoView({ block: 'nearest' })
  }, [now])
  return heading
}
