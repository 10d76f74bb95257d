import { t } from '@lingui/core/macro'
import { useEffect, useState } from 'react'
import { scrollFor, windowOn, type Size } from '../state'
import { useGrid } from './context'
import styles from './Minimap.module.css'

const WIDTH = 180

interface Seen { map: Size; room: Size; scroll: { x: number; y: number } }

/** A small picture of a map wider than the screen: where one is, and a click away from elsewhere. */
export function Minimap({ scroller, grid }: { scroller: React.RefObject<HTMLDivElement | null>; grid: React.RefObject<HTMLDivElement | null> }) {
  const [seen, setSeen] = useState<Seen | null>(null)
  const zoom = useGrid((state) => state.zoom)
  const cells = useGrid((_, layout) => layout.cells)
  const columns = useGrid((_, layout) => layout.columns)
  const lanes = useGrid((_, layout) => layout.lanes)
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const look = () => setSeen({
      map: { width: element.scrollWidth, height: element.scrollHeight }, room: { width: element.clientWidth, height: element.clientHeight },
      scroll: { x: element.scrollLeft, y: element.scrollTop },
    })
    look()
    element.addEventListener('scroll', look, { passive: true })
    const watch = new ResizeObserver(look)
    watch.observe(element)
    if (grid.current) watch.observe(grid.current)
    return () => { element.removeEventListener('scroll', look); watch.disconnect() }
  }, [scroller, grid, zoom])
  if (!seen || seen.map.width === 0 || seen.map.width < seen.room.width * 1.3) return null
  const size = { width: WIDTH, height: Math.max(40, Math.min(120, (WIDTH * seen.map.height) / seen.map.width)) }
  const frame = windowOn(seen.map, seen.scroll, seen.room, size)
  const [w, h] = [size.width / Math.max(1, columns.length), size.height / Math.max(1, lanes.length)]
  return (
    <svg
      className={styles.map} width={size.width} height={size.height} role="img" aria-label={t`Overview of the map`}
      onPointerDown={(event) => {
        const box = event.currentTarget.getBoundingClientRect()
        const to = scrollFor(seen.map, { x: event.clientX - box.left, y: event.clientY - box.top }, seen.room, size)
        scroller.current?.scrollTo({ left: to.x, top: to.y, behavior: 'smooth' })
      }}
    >
      {lanes.flatMap((row, y) => columns.map((stage, x) => {
        const count = cells.get(`${stage.id}/${row.lane.id}`)?.length ?? 0
        if (!count) return null
        return <rect key={`${stage.id}/${row.lane.id}`} x={x * w + 1} y={y * h + 1} width={Math.max(1, w - 2)} height={Math.max(1, Math.min(h - 2, 2 + count * 2))} rx="1" style={{ fill: row.lane.colour ?? `var(--lane-${row.lane.kind}, var(--muted))` }} opacity="0.55" />
      }))}
      <rect className={styles.window} x={frame.x} y={frame.y} width={frame.width} height={frame.height} rx="3" />
    </svg>
  )
}
