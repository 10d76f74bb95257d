import { boxOf, type SceneItem } from './scene'

const WAYS: Record<string, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }

/** The middle of a mark. */
export function middleOf(item: SceneItem): [number, number] {
  const [left, top, right, bottom] = boxOf(item)
  return [(left + right) / 2, (top + bottom) / 2]
}

/** Which mark a key goes to from the one at `from`: arrows to the nearest that way, PageUp and PageDown in order, Home and End. */
export function markAt(marks: SceneItem[], from: number, key: string): number | null {
  if (key === 'Home') return 0
  if (key === 'End') return marks.length - 1
  if (key === 'PageDown') return Math.min(from + 1, marks.length - 1)
  if (key === 'PageUp') return Math.max(from - 1, 0)
  const way = WAYS[key]
  const here = marks[from]
  if (!way || !here) return null
  const [x, y] = middleOf(here)
  let best: number | null = null
  let least = Infinity
  marks.forEach((mark, place) => {
    const [dx, dy] = middleOf(mark).map((value, axis) => value - (axis ? y : x)) as [number, number]
    const along = dx * way[0] + dy * way[1]
    const aside = Math.abs(dx * way[1]) + Math.abs(dy * way[0])
    if (place === from || along <= 0.5 || aside > along * 2) return
    const cost = along + 2 * aside
    if (cost < least) [best, least] = [place, cost]
  })
  return best
}
