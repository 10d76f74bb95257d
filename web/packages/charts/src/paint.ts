/** Colours of the server's pictures, each as it is on dark paper; tokens follow the page. */
const TOKENS: Record<string, string> = {
  '#17202A': 'var(--ink)', '#2E3A46': 'var(--text)', '#5F6C7B': 'var(--muted)', '#DDE3EA': 'var(--line)',
  '#F5F7F9': 'var(--wash)', '#FFFFFF': 'var(--paper)', '#2458D3': 'var(--accent)',
}

const NIGHT: Record<string, string> = {
  '#E4EAF6': '#26324A', '#B4BECA': '#55626F', '#C9683B': '#DD8D65', '#8CA6DC': '#6F8CC9', '#5B82DE': '#5B82DE',
  '#A6541B': '#F0A37D', '#157A55': '#63C79B', '#8E3B86': '#DD8FAE', '#5C6470': '#93A1B0', '#0B2A4A': '#B6CF78',
  '#1F7A7A': '#6FC3BF', '#B2452B': '#F0977D', '#7C8794': '#93A1B0',
}

type Rgb = [number, number, number]
const LOW: Rgb = [26, 33, 42]
const HIGH: Rgb = [141, 178, 255]
const GREY: Rgb = [147, 161, 176]
const INK_ON_DARK = '#FFFFFF'
const INK_ON_LIGHT = '#000000'

const rgb = (hex: string): Rgb => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as Rgb
const hexOf = (parts: number[]) => `#${parts.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('').toUpperCase()}`

/** The relative luminance of WCAG, 0…1. */
export function luminance(hex: string): number {
  const [r, g, b] = rgb(hex).map((part) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as Rgb
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

export function contrast(one: string, other: string): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

const lightness = (hex: string) => Math.cbrt(luminance(hex))
const BRIGHTEST = lightness('#F1F6FE')
const DARKEST = lightness('#0C3092')

/** The fill of a cell on dark paper: what is dark by day (a large share) is bright by night. */
export function nightFill(hex: string): string {
  const part = Math.min(Math.max((BRIGHTEST - lightness(hex)) / (BRIGHTEST - DARKEST), 0), 1)
  const [r, g, b] = rgb(hex)
  const to = Math.max(r, g, b) - Math.min(r, g, b) < 6 ? GREY : HIGH
  return hexOf(LOW.map((low, place) => low + (to[place]! - low) * part))
}

const inkOn = (fill: string) => (contrast(INK_ON_DARK, fill) >= contrast(INK_ON_LIGHT, fill) ? INK_ON_DARK : INK_ON_LIGHT)

/** A colour of a picture as CSS that follows the theme; `on` is the fill of the cell that a text lies on. */
export function paint(hex: string | undefined, on?: string): string | undefined {
  if (!hex) return undefined
  const known = hex.toUpperCase()
  if (on) return `light-dark(${known}, ${inkOn(nightFill(on))})`
  const night = NIGHT[known]
  return TOKENS[known] ?? `light-dark(${known}, ${night ?? nightFill(known)})`
}

/** The fill a cell has of its own, if it is one of a scale. */
export const scaleFill = (fill: string | undefined): string | undefined =>
  fill && !(fill.toUpperCase() in TOKENS) && !(fill.toUpperCase() in NIGHT) ? fill : undefined
