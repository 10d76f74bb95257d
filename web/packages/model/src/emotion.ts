import type { Card } from './generated/map'

/** Scales of emotion: a number is kept on the scale it was given on, and converted where it is drawn. */
export type Scale = Card['scale']

const BOUNDS: Readonly<Record<Scale, readonly [number, number]>> = {
  '-2..2': [-2, 2], '1..5': [1, 5], '-5..5': [-5, 5], '1..10': [1, 10], '0..10': [0, 10],
}
export const SCALES = Object.keys(BOUNDS) as readonly Scale[]

/** The lowest and the highest number of a scale. */
export const bounds = (scale: Scale): readonly [number, number] => BOUNDS[scale]

/** Whether the scale has this number. */
export const within = (value: number, scale: Scale): boolean => BOUNDS[scale][0] <= value && value <= BOUNDS[scale][1]

/** The same feeling on another scale: its place between lowest and highest stays. */
export function onScale(value: number, given: Scale, wanted: Scale): number {
  if (given === wanted) return value
  const [low, high] = BOUNDS[given]
  const [newLow, newHigh] = BOUNDS[wanted]
  return newLow + ((value - low) * (newHigh - newLow)) / (high - low)
}
