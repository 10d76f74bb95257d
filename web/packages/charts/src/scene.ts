/** One step of a path: where a straight line goes (two numbers), or a cubic curve (six). */
export type Step = number[]

/** One shape of a drawing, or a group that stands for one datum: `title` tells it in words. */
export interface SceneItem {
  kind: 'rect' | 'line' | 'path' | 'mark' | 'picture' | 'text' | 'paragraph' | 'group'
  role?: string
  title?: string
  what?: string
  x?: number
  y?: number
  width?: number
  height?: number
  x1?: number
  y1?: number
  x2?: number
  y2?: number
  radius?: number
  shape?: string
  steps?: Step[]
  closed?: boolean
  fill?: string
  stroke?: string
  stroke_width?: number
  dash?: number[]
  opacity?: number
  words?: string
  lines?: string[]
  size?: number
  weight?: number
  italic?: boolean
  color?: string
  anchor?: 'start' | 'middle' | 'end'
  address?: string
  alt?: string
  items?: SceneItem[]
}

/** A whole drawing as the server lays it out; items from back to front. */
export interface Scene {
  width: number
  height: number
  title: string
  description: string
  language: string
  items: SceneItem[]
}

/** Left, top, right and bottom. */
export type Box = [number, number, number, number]

/** The words around a picture: what the page says in its own text. */
const AROUND = new Set(['title', 'n', 'definition'])
const isAround = (item: SceneItem) => AROUND.has(item.role ?? '')

function corners(item: SceneItem): Box[] {
  const { x = 0, y = 0 } = item
  if (item.kind === 'group') return (item.items ?? []).flatMap(corners)
  if (item.kind === 'line') {
    const { x1 = 0, y1 = 0, x2 = 0, y2 = 0 } = item
    return [[Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2)]]
  }
  if (item.kind === 'path') return (item.steps ?? []).map((step) => [step.at(-2)!, step.at(-1)!, step.at(-2)!, step.at(-1)!])
  if (item.kind === 'mark') {
    const { radius = 0 } = item
    return [[x - radius, y - radius, x + radius, y + radius]]
  }
  if (item.kind === 'text') return [[x, y - (item.size ?? 0), x, y]]
  return [[x, y, x + (item.width ?? 0), y + (item.height ?? 0)]]
}

/** The box around an item; a line of text counts by its height alone, as its width is not known. */
export function boxOf(item: SceneItem): Box {
  const all = corners(item)
  if (all.length === 0) return [0, 0, 0, 0]
  const side = (place: 0 | 1 | 2 | 3, pick: (...values: number[]) => number) => pick(...all.map((one) => one[place]))
  return [side(0, Math.min), side(1, Math.min), side(2, Math.max), side(3, Math.max)]
}

/** The words of a role of the picture's page: `n` says what it rests on. */
export const wordsOf = (scene: Scene, role: string): string[] =>
  scene.items.filter((item) => item.role === role).map((item) => item.words ?? item.lines?.join(' ') ?? '').filter(Boolean)

/** The picture alone, without title, n and definition, and the room it takes: for a page that says those itself. */
export function bare(scene: Scene): { items: SceneItem[]; top: number; height: number } {
  const items = scene.items.filter((item) => !isAround(item))
  const boxes = items.filter((item) => corners(item).length > 0).map(boxOf)
  const top = Math.max(0, Math.min(...boxes.map((box) => box[1]), scene.height) - 16)
  const bottom = Math.min(scene.height, Math.max(...boxes.map((box) => box[3]), top) + 16)
  return { items, top, height: Math.max(bottom - top, 1) }
}

/** What can be pointed at: the groups with a title and something drawn, in the order they are drawn. */
export const marksOf = (items: SceneItem[]): SceneItem[] =>
  items.flatMap((item) => {
    if (item.kind !== 'group') return []
    return item.title ? (item.items?.length ? [item] : []) : marksOf(item.items ?? [])
  })
