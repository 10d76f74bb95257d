import { plural, t } from '@lingui/core/macro'
import { cardOf } from '@tropa/model'
import { IconChevronDown, IconChevronUp, IconX } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { found, inReadingOrder } from '../state'
import { useTools } from './context'
import styles from './FindBar.module.css'

/** Finds words in the cards that are shown; Enter goes to the next, Shift+Enter to the one before. */
export function FindBar({ onClose }: { onClose: () => void }) {
  const { host } = useTools()
  const field = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(-1)
  const cards = inReadingOrder(host.store.layout, found(host.session.document(), typed))
  useEffect(() => field.current?.focus(), [])
  const go = (place: number) => {
    const next = (place + cards.length) % Math.max(1, cards.length)
    const card = cards[next] === undefined ? undefined : cardOf(host.session.document(), cards[next])
    setAt(next)
    if (!card) return
    host.store.dispatch({ kind: 'focus', focus: { stage: card.stage, lane: card.lane, card: card.id } })
    const element = document.querySelector(`[data-card="${CSS.escape(card.id)}"]`)
    element?.scrollIntoView({ block: 'center', inline: 'center' })
    host.store.dispatch({ kind: 'select', cards: [card.id] })
  }
  const keys = (event: React.KeyboardEvent) => {
    if (event.key === 'Enter') { event.preventDefault(); go(at + (event.shiftKey ? -1 : 1)) }
    if (event.key === 'Escape') { event.preventDefault(); onClose() }
  }
  const n = cards.length
  return (
    <div className={styles.bar} role="search" onKeyDown={keys}>
      <input ref={field} value={typed} aria-label={t`Find in the map`} placeholder={t`Find in the map`} onChange={(event) => { setTyped(event.target.value); setAt(-1) }} />
      <span role="status">{typed.trim() === '' ? '' : at >= 0 && n > 0 ? t`${at + 1} of ${n}` : plural(n, { one: '# card', other: '# cards' })}</span>
      <button type="button" aria-label={t`Previous`} onClick={() => go(at - 1)}><IconChevronUp size={16} aria-hidden /></button>
      <button type="button" aria-label={t`Next`} onClick={() => go(at + 1)}><IconChevronDown size={16} aria-hidden /></button>
      <button type="button" aria-label={t`Close`} onClick={onClose}><IconX size={16} aria-hidden /></button>
    </div>
  )
}
