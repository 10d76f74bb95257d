/** The geometry of the emotion line, as `formats/html/curve.py` draws it: one unit wide a stage, pixels high. */

export type Point = readonly [number, number]
export const UNIT = 40

export interface Frame { top: number; height: number; y: (value: number) => number; value: (y: number) => number }

/** A box for −2…2 (the arc: 1…5), with room for labels above and below. */
export function frameOf(kind: 'emotion' | 'arc', room = 44): Frame {
  const highest = kind === 'arc' ? 5 : 2
  return {
    top: room, height: 2 * room + 4 * UNIT,
    y: (value) => room + (highest - value) * UNIT,
    value: (y) => highest - (y - room) / UNIT,
  }
}

/** Positions of unbroken stretches of known values; nothing is drawn across a gap. */
export function runs(values: readonly (unknown | null)[]): number[][] {
  const found: number[][] = [[]]
  values.forEach((value, place) => {
    if (value === null || value === undefined) found.push([])
    else found.at(-1)!.push(place)
  })
  return found.filter((run) => run.length > 0)
}

/** Slopes of the smooth line: harmonic means of the two steps, flat at turns and at both ends (Fritsch and Carlson 1980). */
export function slopes(points: readonly Point[]): number[] {
  const steps = points.slice(1).map(([x, y], place) => (y - points[place]![1]) / (x - points[place]![0]))
  if (steps.length === 0) return [0]
  const inner = steps.slice(1).map((after, place) => {
    const before = steps[place]!
    return before * after <= 0 ? 0 : (2 * before * after) / (before + after)
  })
  return [0, ...inner, 0]
}

const written = (value: number): string => String(Math.round(value * 100) / 100)
const xy = ([x, y]: Point): string => `${written(x)} ${written(y)}`

function curves(points: readonly Point[]): string {
  const slope = slopes(points)
  return points.slice(1).map((next, place) => {
    const [x0, y0] = points[place]!
    const third = (next[0] - x0) / 3
    return `C${xy([x0 + third, y0 + slope[place]! * third])} ${xy([next[0] - third, next[1] - slope[place + 1]! * third])} ${xy(next)}`
  }).join('')
}

/** A smooth path through the points, never beyond them. */
export const linePath = (points: readonly Point[]): string => (points.length ? `M${xy(points[0]!)}${curves(points)}` : '')

/** The closed area between two smooth lines. */
export function bandPath(lows: readonly Point[], highs: readonly Point[]): string {
  if (lows.length < 2) return ''
  const back = [...lows].reverse()
  return `M${xy(highs[0]!)}${curves(highs)}L${xy(back[0]!)}${curves(back)}Z`
}

export interface Reading { value: number | null; low: number | null; high: number | null }

/** Line and band over the stages, broken at gaps. */
export function seriesPaths(readings: readonly (Reading | undefined)[], frame: Frame): { line: string; band: string } {
  const at = (place: number, value: number): Point => [place + 0.5, frame.y(value)]
  const line = runs(readings.map((one) => one?.value ?? null))
    .map((run) => linePath(run.map((place) => at(place, readings[place]!.value!)))).join('')
  const known = readings.map((one) => (one && one.value !== null && one.low !== null && one.high !== null ? one : null))
  const band = runs(known)
    .map((run) => bandPath(run.map((place) => at(place, known[place]!.low!)), run.map((place) => at(place, known[place]!.high!)))).join('')
  return { line, band }
}

/** Places where the line turns: lows and highs against known neighbours, ends included. */
export function extremes(values: readonly (number | null)[]): Set<number> {
  const turns = new Set<number>()
  for (const run of runs(values)) {
    for (const place of run) {
      const around = [place - 1, place + 1].filter((one) => run.includes(one))
      const higher = around.map((one) => values[place]! > values[one]!)
      if (higher.every(Boolean) || !higher.some(Boolean)) turns.add(place)
    }
  }
  return turns
}

/** The face of a value: one of five, as the valence scale. */
export const faceOf = (value: number): 'm2' | 'm1' | '0' | 'p1' | 'p2' =>
  value <= -1.5 ? 'm2' : value <= -0.5 ? 'm1' : value < 0.5 ? '0' : value < 1.5 ? 'p1' : 'p2'
