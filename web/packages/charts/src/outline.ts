import type { Step } from './scene'

/** Steps as the `d` of an SVG path. */
export function pathOf(steps: Step[], closed = false): string {
  const words = steps.map((step, place) => {
    if (place === 0) return `M${step.join(' ')}`
    return `${step.length === 6 ? 'C' : 'L'}${step.join(' ')}`
  })
  return words.join('') + (closed ? 'Z' : '')
}

/** Corners of a small sign around 0, 0 as parts of its radius; a circle has none. */
const SIGNS: Record<string, [number, number][]> = {
  square: [[-0.886, -0.886], [0.886, -0.886], [0.886, 0.886], [-0.886, 0.886]],
  diamond: [[0, -1.25], [1.25, 0], [0, 1.25], [-1.25, 0]],
  triangle: [[0, -1.2], [1.1, 0.8], [-1.1, 0.8]],
  triangle_down: [[0, 1.2], [1.1, -0.8], [-1.1, -0.8]],
  star: Array.from({ length: 10 }, (_, place) => {
    const [turn, reach] = [(place * Math.PI) / 5 - Math.PI / 2, place % 2 ? 0.55 : 1.3]
    return [Math.cos(turn) * reach, Math.sin(turn) * reach]
  }),
}

/** The outline of a sign with its centre at x, y; null for a circle. */
export function signOf(shape: string | undefined, x: number, y: number, radius: number): string | null {
  const corners = SIGNS[shape ?? 'circle']
  if (!corners) return null
  const short = (value: number) => Math.round(value * 100) / 100
  return pathOf(corners.map(([a, b]) => [short(x + a * radius), short(y + b * radius)]), true)
}
