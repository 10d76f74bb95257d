import { useCallback, useEffect, useRef, useState, type PointerEvent, type RefObject } from 'react'
import type { Spot } from './matrix-scores'

const STARTS_AT = 4

/** A card under way: where on the page, and where on the board (null: beside it). */
export interface Dragged { id: string; x: number; y: number; spot: Spot | null }

/** Where on the board a point of the page lies; null outside. */
export function spotAt(board: HTMLElement, x: number, y: number): Spot | null {
  const box = board.getBoundingClientRect()
  if (x < box.left || x > box.right || y < box.top || y > box.bottom) return null
  return { across: (x - box.left) / box.width, up: (box.bottom - y) / box.height }
}

/** Drags cards with a pointer, on to the board and off it; Esc puts back. */
export function useMatrixDrag(board: RefObject<HTMLElement | null>, dropped: (id: string, spot: Spot | null) => void, may: boolean) {
  const [dragged, set] = useState<Dragged | null>(null)
  const started = useRef<{ id: string; x: number; y: number; moved: boolean } | null>(null)
  const last = useRef(dropped)
  useEffect(() => { last.current = dropped })
  useEffect(() => {
    const move = (event: globalThis.PointerEvent) => {
      const from = started.current
      if (!from || !board.current) return
      if (!from.moved && Math.hypot(event.clientX - from.x, event.clientY - from.y) < STARTS_AT) return
      from.moved = true
      set({ id: from.id, x: event.clientX, y: event.clientY, spot: spotAt(board.current, event.clientX, event.clientY) })
    }
    const end = (event: globalThis.PointerEvent) => {
      const from = started.current
      started.current = null
      set(null)
      if (from?.moved && event.type === 'pointerup' && board.current) last.current(from.id, spotAt(board.current, event.clientX, event.clientY))
    }
    const back = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !started.current) return
      started.current = null
      set(null)
    }
    window.addEventListener('pointermove', move)
    window.addEventListener('pointerup', end)
    window.addEventListener('pointercancel', end)
    window.addEventListener('keydown', back, true)
    return () => {
      window.removeEventListener('pointermove', move)
      window.removeEventListener('pointerup', end)
      window.removeEventListener('pointercancel', end)
      window.removeEventListener('keydown', back, true)
    }
  }, [board])
  const start = useCallback((id: string) => (event: PointerEvent) => {
    if (may && event.button === 0) started.current = { id, x: event.clientX, y: event.clientY, moved: false }
  }, [may])
  return { dragged, start }
}
