/** Where the words of each dot stand on the board, so that none lies over another. */

export interface Box { left: number; top: number; width: number; height: number }
export interface Dot { id: string; x: number; y: number; length: number }
export interface Labelled extends Dot { label: Box | null }

export const DOT = 28
const GAP = 4
const LETTER = 6.6
const LINE = 17

const over = (one: Box, other: Box): boolean =>
  one.left < other.left + other.width && other.left < one.left + one.width && one.top < other.top + other.height && other.top < one.top + one.height

const boxOf = ({ x, y }: { x: number; y: number }): Box => ({ left: x - DOT / 2, top: y - DOT / 2, width: DOT, height: DOT })

/** Dots on one place stand beside each other. */
export function spread(dots: readonly Dot[], width: number): Dot[] {
  const set: Dot[] = []
  for (const dot of dots) {
    let at = { ...dot }
    for (let turn = 1; turn < 40 && set.some((one) => Math.hypot(one.x - at.x, one.y - at.y) < DOT); turn += 1) {
      const ring = 1 + Math.floor((turn - 1) / 6)
      const angle = (turn * Math.PI) / 3
      at = { ...dot, x: Math.max(DOT / 2, Math.min(width - DOT / 2, dot.x + Math.cos(angle) * (DOT + 1) * ring)), y: dot.y + Math.sin(angle) * (DOT + 1) * ring }
    }
    set.push(at)
  }
  return set
}

/** The words beside each dot where there is room: right, left, below, above; none where all four are taken. */
export function labelled(dots: readonly Dot[], width: number, height: number): Labelled[] {
  const placed = spread(dots, width)
  const taken: Box[] = placed.map(boxOf)
  return placed.map((dot): Labelled => {
    const long = Math.min(170, Math.max(40, dot.length * LETTER))
    const tall = Math.min(2, Math.ceil((dot.length * LETTER) / long)) * LINE
    const beside = DOT / 2 + GAP
    const choices: Box[] = [
      { left: dot.x + beside, top: dot.y - tall / 2, width: long, height: tall },
      { left: dot.x - beside - long, top: dot.y - tall / 2, width: long, height: tall },
      { left: dot.x - long / 2, top: dot.y + beside, width: long, height: tall },
      { left: dot.x - long / 2, top: dot.y - beside - tall, width: long, height: tall },
    ]
    const free = choices.find((box) => box.left >= 0 && box.top >= 0 && box.left + box.width <= width && box.top + box.height <= height && !taken.some((one) => over(one, box)))
    if (free) taken.push(free)
    return { ...dot, label: free ?? null }
  })
}
