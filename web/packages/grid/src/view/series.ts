import type { CurvePoint, Persona } from '@tropa/model'
import { onScale } from '@tropa/model'

/** One line of a curve: a persona's, as it is or as it is to be. */
export interface Series { persona: Persona; future: boolean; colour: string; several: boolean; points: ReadonlyMap<string, CurvePoint> }

const SERIES = ['var(--series-1)', 'var(--series-2)', 'var(--series-3)', 'var(--series-4)', 'var(--series-5)', 'var(--series-6)']

/** The lines of every persona a lane draws, as it is before as it is to be. */
export function seriesOf(personas: readonly Persona[], curve: readonly CurvePoint[], kind: CurvePoint['kind'], wanted: readonly string[]): Series[] {
  const shown = personas.filter((persona) => wanted.length === 0 || wanted.includes(persona.id))
  const several = shown.filter((persona) => curve.some((point) => point.persona === persona.id && point.kind === kind)).length > 1
  return shown.flatMap((persona, place): Series[] => [false, true].flatMap((future): Series[] => {
    const own = curve.filter((point) => point.persona === persona.id && point.kind === kind && point.future === future)
    if (own.length === 0 && (future || (several && personas.length > 1))) return []
    const colour = persona.colour ?? (several ? SERIES[place % SERIES.length]! : 'var(--ink)')
    return [{ persona, future, colour, several, points: new Map(own.map((point) => [point.stage, point])) }]
  }))
}

/** Where a value stands on the scale the curve is drawn on; null where there is none. */
export const drawn = (point: CurvePoint | undefined, value: number | null | undefined): number | null =>
  point === undefined || value === null || value === undefined ? null : onScale(value, point.scale, point.kind === 'arc' ? '1..5' : '-2..2')
