import { t } from '@lingui/core/macro'
import { useEffect, useRef } from 'react'
import { setPart } from '../state'
import { useTools } from './context'
import type { GridHands } from './hands'
import styles from './Rename.module.css'

/** A name written in its place: Enter keeps it, Esc leaves it as it was. */
export function Rename({ object, id, title }: { object: 'stage' | 'lane'; id: string; title: string }) {
  const { host, hands } = useTools()
  const field = useRef<HTMLInputElement>(null)
  const over = useRef(false)
  useEffect(() => { field.current?.focus(); field.current?.select() }, [])
  const close = (keep: boolean) => {
    if (over.current) return
    over.current = true
    const words = field.current?.value.trim() ?? ''
    if (keep && words && words !== title) (hands as GridHands).edit(setPart(object, id, { title: words }))
    host.store.dispatch({ kind: 'dialog', dialog: null })
    ;(hands as GridHands).page.focusGrid()
  }
  return (
    <input
      ref={field} className={styles.field} defaultValue={title} maxLength={300} aria-label={object === 'stage' ? t`Name of the stage` : t`Name of the lane`}
      onBlur={() => close(true)}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.nativeEvent.isComposing) return
        if (event.key === 'Enter') close(true)
        if (event.key === 'Escape') close(false)
      }}
    />
  )
}
