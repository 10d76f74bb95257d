/** A point of a curve: nothing where nothing is known. */
export interface CurvePoint {
  value: number
  low?: number
  high?: number
  /** What it says in words. */
  title: string
}

/** One line: of a persona or a segment. */
export interface Curve {
  id: string
  name: string
  points: (CurvePoint | null)[]
  /** Drawn dashed: how it is to be. */
  dashed?: boolean
}

/** The lowest and highest value of all curves, or the bounds given. */
export function rangeOf(curves: Curve[], given?: [number, number]): [number, number] {
  if (given) return given
  const values = curves.flatMap((curve) => curve.points.flatMap((one) => (one ? [one.value, one.low ?? one.value, one.high ?? one.value] : [])))
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)]
  return low === high ? [low - 1, high + 1] : [low, high]
}

/** The runs of known points; a line is never drawn over what is not known. */
export function runsOf<T>(points: (T | null)[]): { at: number; point: T }[][] {
  const runs: { at: number; point: T }[][] = []
  points.forEach((point, at) => {
    if (point === null) return
    const last = runs.at(-1)
    if (last && last.at(-1)!.at === at - 1) last.push({ at, point })
    else runs.push([{ at, point }])
  })
  return runs
}

/** A smooth line through points that never rises above or falls below its neighbours (flat tangents at highs and lows). */
export function smooth(points: [number, number][]): string {
  return points.map(([x, y], place) => {
    const before = points[place - 1]
    if (!before) return `M${x} ${y}`
    const bend = (x - before[0]) / 2
    return `C${before[0] + bend} ${before[1]} ${x - bend} ${y} ${x} ${y}`
  }).join('')
}
