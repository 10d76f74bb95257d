/** Where a value and its interval stand on a line of length 1. */
export interface Placed {
  low: number
  value: number
  high: number
  zero: number | null
}

/** The line of an interval: shares on 0…1; anything else around its own bounds, zero in view where it is near. */
export function placeInterval(value: number, low: number, high: number, share: boolean): Placed {
  const [from, to] = share && low >= 0 && high <= 1 ? [0, 1] : span(value, low, high)
  const at = (one: number) => Math.min(Math.max((one - from) / (to - from), 0), 1)
  return { low: at(low), value: at(value), high: at(high), zero: from < 0 && to > 0 ? at(0) : null }
}

function span(value: number, low: number, high: number): [number, number] {
  const room = Math.max(high - low, Math.abs(value) * 0.1, 1e-9)
  const near = (edge: number) => Math.abs(edge) <= room * 1.5
  const from = low >= 0 && near(low) ? 0 : low - room * 0.4
  const to = high <= 0 && near(high) ? 0 : high + room * 0.4
  return [from - (from === 0 && high > 0 ? room * 0.1 : 0), to + (to === 0 ? room * 0.1 : 0)]
}
