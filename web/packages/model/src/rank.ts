import { EditRefused } from './refused'

/** Fractional ranks: texts that sort as the order, with room between any two (as `model/rank.py` makes them). */
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const BASE = DIGITS.length
const value = (letter: string | undefined): number => DIGITS.indexOf(letter ?? '0')

/** A rank that sorts after `after` and before `before`; null is the end of the line. */
export function between(after: string | null, before: string | null): string {
  for (const rank of [after, before]) {
    if (rank !== null && !/^[0-9A-Za-z]+$/.test(rank)) throw new EditRefused('model.bad_rank', { rank })
  }
  if (before === null) return after === null ? 'V' : next(after)
  if (after === null) return previous(before)
  const onlyZeros = before.startsWith(after) && /^0*$/.test(before.slice(after.length))
  if (after >= before || onlyZeros) throw new EditRefused('model.no_rank_between', { after, before })
  return middle(after, before)
}

/** `n` ranks in order, evenly far apart and as short as that allows. */
export function spread(n: number): string[] {
  let width = 1
  while (BASE ** width <= 2 * n) width += 1
  return Array.from({ length: n }, (_, step) => written(Math.floor(((step + 1) * BASE ** width) / (n + 1)), width))
}

/** `n` ranks in order between two others: what is pasted or moved together. */
export function severalBetween(after: string | null, before: string | null, n: number): string[] {
  const made: string[] = []
  for (let last = after; made.length < n; made.push(last)) last = between(last, before)
  return made
}

function written(number: number, width: number): string {
  let letters = ''
  for (let place = 0, left = number; place < width; place += 1, left = Math.floor(left / BASE)) letters = DIGITS[left % BASE] + letters
  return letters.replace(/0+$/, '')
}

function next(rank: string): string {
  const last = value(rank.at(-1))
  return last + 1 < BASE ? rank.slice(0, -1) + DIGITS[last + 1] : `${rank}1`
}

function previous(rank: string): string {
  const trimmed = rank.replace(/0+$/, '')
  if (!trimmed) throw new EditRefused('model.no_rank_between', { after: '', before: rank })
  const last = value(trimmed.at(-1))
  return trimmed.slice(0, -1) + (last > 1 ? DIGITS[last - 1] : '0z')
}

function middle(after: string, before: string): string {
  let position = 0
  while (position < before.length && (after[position] ?? '0') === before[position]) position += 1
  const shared = before.slice(0, position)
  const low = value(after[position])
  const high = value(before[position])
  if (high - low > 1) return shared + DIGITS[Math.floor((low + high) / 2)]
  const rest = after.slice(position + 1)
  return shared + DIGITS[low] + (rest ? next(rest) : 'V')
}
