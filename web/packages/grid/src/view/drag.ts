import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine'
import { draggable, dropTargetForElements, monitorForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { useEffect, useRef, useState } from 'react'
import { cardsIn } from '../state'
import { useTools } from './context'
import type { GridHands } from './hands'

type Dragged = { what: 'card'; cards: readonly string[] } | { what: 'stage' | 'lane'; id: string }
const dragged = (data: Record<string | symbol, unknown>): Dragged | null => (typeof data['what'] === 'string' ? (data as unknown as Dragged) : null)

type Edge = 'top' | 'bottom' | 'left' | 'right'

/** A card that can be taken, and before or after which others can be put. The selection goes with it. */
export function useCardDrag(id: string, on: boolean) {
  const ref = useRef<HTMLElement>(null)
  const { host } = useTools()
  const [dragging, setDragging] = useState(false)
  const [edge, setEdge] = useState<Edge | null>(null)
  useEffect(() => {
    const element = ref.current
    if (!element || !on) return
    const half = (y: number): Edge => {
      const box = element.getBoundingClientRect()
      return y < box.top + box.height / 2 ? 'top' : 'bottom'
    }
    return combine(
      draggable({
        element,
        getInitialData: () => ({ what: 'card', cards: host.store.state.selected.has(id) ? [...host.store.state.selected] : [id] }),
        onDragStart: () => setDragging(true), onDrop: () => setDragging(false),
      }),
      dropTargetForElements({
        element,
        canDrop: ({ source }) => dragged(source.data)?.what === 'card',
        getData: ({ input }) => ({ at: 'card', card: id, edge: half(input.clientY) }),
        onDrag: ({ source, location }) => {
          const given = dragged(source.data)
          setEdge(given?.what === 'card' && !given.cards.includes(id) ? half(location.current.input.clientY) : null)
        },
        onDragLeave: () => setEdge(null), onDrop: () => setEdge(null),
      }),
    )
  }, [id, on, host.store])
  return { ref, dragging, edge }
}

/** A cell cards can be put into; whether one hovers over it. */
export function useCellDrop(stage: string, lane: string, on: boolean) {
  const ref = useRef<HTMLDivElement>(null)
  const [over, setOver] = useState(false)
  useEffect(() => {
    const element = ref.current
    if (!element || !on) return
    return dropTargetForElements({
      element, canDrop: ({ source }) => dragged(source.data)?.what === 'card', getData: () => ({ at: 'cell', stage, lane }),
      onDragEnter: () => setOver(true), onDragLeave: () => setOver(false), onDrop: () => setOver(false),
    })
  }, [stage, lane, on])
  return { ref, over }
}

/** The head of a stage or the label of a lane: taken by its handle, put before or after another. */
export function usePartDrag(what: 'stage' | 'lane', id: string, on: boolean) {
  const ref = useRef<HTMLDivElement>(null)
  const handle = useRef<HTMLButtonElement>(null)
  const [edge, setEdge] = useState<Edge | null>(null)
  useEffect(() => {
    const element = ref.current
    if (!element || !on) return
    const side = (input: { clientX: number; clientY: number }): Edge => {
      const box = element.getBoundingClientRect()
      if (what === 'stage') return input.clientX < box.left + box.width / 2 ? 'left' : 'right'
      return input.clientY < box.top + box.height / 2 ? 'top' : 'bottom'
    }
    const mine = (data: Record<string | symbol, unknown>) => dragged(data)?.what === what
    return combine(
      draggable({ element, ...(handle.current ? { dragHandle: handle.current } : {}), getInitialData: () => ({ what, id }) }),
      dropTargetForElements({
        element, canDrop: ({ source }) => mine(source.data), getData: ({ input }) => ({ at: what, id, edge: side(input) }),
        onDrag: ({ location }) => setEdge(side(location.current.input)), onDragLeave: () => setEdge(null), onDrop: () => setEdge(null),
      }),
    )
  }, [what, id, on])
  return { ref, handle, edge }
}

/** Puts what was dropped where it was dropped: the same gestures as of the keyboard and the menu. */
export function useDrops(hands: GridHands): void {
  useEffect(() => monitorForElements({
    onDrop: ({ source, location }) => {
      const given = dragged(source.data)
      const target = location.current.dropTargets[0]?.data
      if (!given || !target) return
      const { layout } = hands
      if (given.what === 'card') {
        if (target['at'] === 'card') {
          const card = target['card'] as string
          const place = layout.places.get(card)
          if (!place || given.cards.includes(card)) return
          const cell = cardsIn(layout, place.stage, place.lane)
          hands.moveTo(given.cards, place.stage, place.lane, target['edge'] === 'bottom' ? card : (cell[cell.indexOf(card) - 1] ?? null))
        } else if (target['at'] === 'cell') hands.moveTo(given.cards, target['stage'] as string, target['lane'] as string)
        return
      }
      if (target['at'] !== given.what || target['id'] === given.id) return
      const row = given.what === 'stage' ? layout.columns.map((one) => one.id) : layout.lanes.map((one) => one.lane.id)
      const after = target['edge'] === 'right' || target['edge'] === 'bottom'
      const at = row.indexOf(target['id'] as string)
      hands.placePart(given.what, given.id, after ? (row[at + 1] ?? null) : (target['id'] as string))
    },
  }), [hands])
}
