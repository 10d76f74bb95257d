import { useEffect, useMemo } from 'react'
import { commandFor, COMMANDS, writes } from '../state'
import { useGrid, useTools } from './context'
import type { GridHands } from './hands'
import { takePaste } from './paste'

const inField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

const place = (target: EventTarget | null) => {
  const element = target instanceof Element ? target : null
  const card = element?.closest('[data-card]')?.getAttribute('data-card') ?? null
  const cell = element?.closest('[data-cell]')?.getAttribute('data-cell')?.split('/')
  return cell ? { stage: cell[0]!, lane: cell[1]!, card } : null
}

/** Keys, mouse and clipboard on the grid: each finds its command, or begins a card. */
export function useGridEvents(grid: React.RefObject<HTMLDivElement | null>) {
  const { host, hands } = useTools()
  const own = hands as GridHands
  useTellOthers()
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      if (inField(event.target) || !grid.current?.contains(document.activeElement)) return
      void takePaste(event, own)
    }
    document.addEventListener('paste', paste)
    return () => document.removeEventListener('paste', paste)
  }, [grid, own])
  return useMemo(() => ({
    onKeyDown: (event: React.KeyboardEvent) => {
      if (inField(event.target) || event.nativeEvent.isComposing) return
      if (host.store.state.editing !== null && (writes(event.nativeEvent) || event.key === ' ')) {
        event.preventDefault()
        own.ahead += event.key
        return
      }
      const target = event.target as HTMLElement
      if (target.getAttribute('role') === 'slider') return
      if (target.tagName === 'BUTTON' && (event.key === 'Enter' || event.key === ' ')) return
      const command = commandFor(event.nativeEvent, own, [...COMMANDS, ...host.commands])
      if (command) {
        event.preventDefault()
        command.run(own)
        return
      }
      const { focus } = host.store.state
      if (focus && host.may.edit && writes(event.nativeEvent) && focus.card === null && own.targets().length === 0) {
        event.preventDefault()
        own.newCard(true, event.key)
      }
    },
    onCompositionStart: () => {},
    onMouseDown: (event: React.MouseEvent) => {
      const at = place(event.target)
      if (!at || inField(event.target) || event.button !== 0) return
      if ((event.target as Element).closest('button, a, [role="slider"]')) return
      host.store.dispatch({ kind: 'focus', focus: at, extend: event.shiftKey, add: event.ctrlKey || event.metaKey })
      if (event.shiftKey) event.preventDefault()
    },
    onFocus: (event: React.FocusEvent) => {
      const at = place(event.target)
      const { focus, editing } = host.store.state
      if (!at || editing !== null) return
      if (focus?.stage === at.stage && focus.lane === at.lane && (at.card === null || focus.card === at.card)) return
      host.store.dispatch({ kind: 'focus', focus: at })
    },
    onDoubleClick: (event: React.MouseEvent) => {
      const at = place(event.target)
      if (!at || (event.target as Element).closest('button, a, [role="slider"]')) return
      if (at.card) own.editCard()
      else if (host.may.edit) own.newCard()
    },
  }), [host, own])
}

/** Tells others where one is: the cell, and whether one writes. */
function useTellOthers(): void {
  const { session } = useTools().host
  const focus = useGrid((state) => state.focus)
  const editing = useGrid((state) => state.editing !== null)
  useEffect(() => {
    session.point(focus ? { stage: focus.stage, lane: focus.lane, card: focus.card, fraction: 0 } : null, editing)
  }, [session, focus, editing])
}
