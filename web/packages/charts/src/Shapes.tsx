import { Fragment, memo } from 'react'
import { paint, scaleFill } from './paint'
import { pathOf, signOf } from './outline'
import type { SceneItem } from './scene'

const LINE = 1.4
const ASCENT = 1.06

const strokes = ({ stroke, stroke_width, dash, opacity }: SceneItem) => ({
  stroke: paint(stroke),
  strokeWidth: stroke ? stroke_width : undefined,
  strokeDasharray: dash?.length ? dash.join(' ') : undefined,
  opacity: opacity === 1 ? undefined : opacity,
})

function Words({ item, on }: { item: SceneItem; on?: string }) {
  const { x = 0, y = 0, size = 13, anchor = 'start', width = 0, lines } = item
  const style = { fill: paint(item.color, on), fontSize: size, fontWeight: item.weight, fontStyle: item.italic ? 'italic' : undefined }
  if (!lines) return <text x={x} y={y} textAnchor={anchor} style={style}>{item.words}</text>
  const at = x + { start: 0, middle: width / 2, end: width }[anchor]
  return (
    <text textAnchor={anchor} style={style}>
      {lines.map((line, place) => <tspan key={place} x={at} y={y + size * (ASCENT + place * LINE)}>{line}</tspan>)}
    </text>
  )
}

/** One shape of a drawing; `on` is the fill that a cell's text lies on. */
export const Shape = memo(function Shape({ item, on }: { item: SceneItem; on?: string }) {
  const fill = paint(item.fill) ?? 'none'
  switch (item.kind) {
    case 'rect':
      return <rect x={item.x} y={item.y} width={Math.max(item.width ?? 0, 0)} height={Math.max(item.height ?? 0, 0)} rx={item.radius || undefined} style={{ fill, ...strokes(item) }} />
    case 'line':
      return <line x1={item.x1} y1={item.y1} x2={item.x2} y2={item.y2} style={strokes(item)} />
    case 'path':
      return <path d={pathOf(item.steps ?? [], item.closed)} style={{ fill, strokeLinejoin: 'round', ...strokes(item) }} />
    case 'mark': {
      const outline = signOf(item.shape, item.x ?? 0, item.y ?? 0, item.radius ?? 0)
      const style = { fill, ...strokes(item) }
      return outline ? <path d={outline} style={style} /> : <circle cx={item.x} cy={item.y} r={item.radius} style={style} />
    }
    case 'picture':
      return <image x={item.x} y={item.y} width={item.width} height={item.height} href={item.address} aria-label={item.alt} />
    case 'group':
      return <Shapes items={item.items ?? []} />
    default:
      return <Words item={item} {...(on ? { on } : {})} />
  }
})

/** Shapes from back to front; texts know the fill of the cell below them. */
export function Shapes({ items }: { items: SceneItem[] }) {
  const on = scaleFill(items.find((item) => item.kind === 'rect' && item.role === 'cell')?.fill)
  return items.map((item, place) => (
    <Fragment key={place}><Shape item={item} {...(on && item.kind === 'text' ? { on } : {})} /></Fragment>
  ))
}
