import { useEffect, useState } from 'react'
import { boxOf, touches, type Box } from '../state'
import { useTools } from './context'
import styles from './Marquee.module.css'

/** Dragging over free area selects the cards it touches; with Ctrl or Shift they are added. */
export function Marquee({ grid }: { grid: React.RefObject<HTMLDivElement | null> }) {
  const { store } = useTools().host
  const [box, setBox] = useState<Box | null>(null)
  useEffect(() => {
    const root = grid.current
    if (!root) return
    let start: { x: number; y: number; add: boolean } | null = null
    const down = (event: PointerEvent) => {
      const target = event.target as Element
      if (event.button !== 0 || event.pointerType === 'touch' || !target.matches('[role="gridcell"], [role="grid"]')) return
      start = { x: event.clientX, y: event.clientY, add: event.ctrlKey || event.shiftKey }
    }
    const pull = (event: PointerEvent) => {
      if (!start) return
      const next = boxOf(start.x, start.y, event.clientX, event.clientY)
      if (next.right - next.left < 6 && next.bottom - next.top < 6) return
      setBox(next)
      const cards = [...root.querySelectorAll<HTMLElement>('[data-card]')].filter((card) => touches(card.getBoundingClientRect(), next))
      store.dispatch({ kind: 'select', cards: cards.map((card) => card.dataset['card']!), add: start.add })
      window.getSelection()?.removeAllRanges()
    }
    const up = () => { start = null; setBox(null) }
    root.addEventListener('pointerdown', down)
    window.addEventListener('pointermove', pull)
    window.addEventListener('pointerup', up)
    return () => {
      root.removeEventListener('pointerdown', down)
      window.removeEventListener('pointermove', pull)
      window.removeEventListener('pointerup', up)
    }
  }, [grid, store])
  if (!box) return null
  return <div className={styles.box} style={{ left: box.left, top: box.top, width: box.right - box.left, height: box.bottom - box.top }} />
}
