import { useEffect, useMemo, type ReactNode } from 'react'
import { zoomToFit } from '../state'
import { loadEditor } from './CardView'
import { ToolsPlace, type GridHost } from './context'
import { Dialogs } from './Dialogs'
import { useDrops } from './drag'
import { GridHands } from './hands'
import { PastePlace } from './PastePreview'
import './tints.css'

const focusGrid = () => requestAnimationFrame(() => {
  const root = document.querySelector<HTMLElement>('[role="grid"]')
  const active = document.activeElement
  if (!root || (active !== null && root.contains(active) && active.getAttribute('role') !== null)) return
  root.querySelector<HTMLElement>('[role="gridcell"][tabindex="0"]')?.focus()
})

function fit(): number {
  const scroller = document.querySelector<HTMLElement>('[data-scroller]')
  const grid = scroller?.querySelector<HTMLElement>('[role="grid"]')
  if (!scroller || !grid) return 1
  const columns = Number(grid.getAttribute('aria-colcount')) - 1
  const zoom = Number(grid.style.zoom || 1)
  return zoomToFit({ width: 200 + columns * 236, height: grid.getBoundingClientRect().height / zoom }, { width: scroller.clientWidth - 48, height: scroller.clientHeight - 24 })
}

/** Everything that works on one map stands inside: the grid, its other views, its bars; commands and dialogs are here. */
export function GridPlace({ host, children }: { host: GridHost; children: ReactNode }) {
  const hands = useMemo(() => new GridHands(host, { fit, focusGrid }), [host])
  const tools = useMemo(() => ({ host, hands }), [host, hands])
  useDrops(hands)
  useEffect(() => host.store.open(), [host.store])
  useEffect(() => {
    const load = () => void loadEditor()
    const idle = window.requestIdleCallback?.(load) ?? window.setTimeout(load, 500)
    return () => (window.cancelIdleCallback ?? window.clearTimeout)(idle)
  }, [])
  return <ToolsPlace value={tools}>{children}<Dialogs /><PastePlace /></ToolsPlace>
}
