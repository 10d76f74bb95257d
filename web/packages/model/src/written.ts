import { same } from './apply'
import type { CurvePoint } from './generated/map'
import type { PointEdit } from './generated/edit'
import { schemaOf, type Fields, type Removable } from './part'

/** The fields of an object as an edit that adds it says them: without its id and what is at its default. */
export function written(part: Removable | 'point', one: Fields): Record<string, unknown> {
  const { properties, required = [] } = schemaOf(part)
  const said = Object.entries(one).filter(([name, value]) => {
    if (name === 'id' || name === 'deleted') return false
    return required.includes(name) || !same(value, properties![name]!.default)
  })
  return Object.fromEntries(said)
}

/** The payload of the edit that sets this point, or takes it away. */
export function pointEdit(point: CurvePoint, taken = false): Pick<PointEdit, 'kind' | 'curve' | 'persona' | 'stage' | 'future' | 'value'> {
  const { kind: curve, persona, stage, future } = point
  const { kind: _kind, persona: _persona, stage: _stage, future: _future, ...value } = written('point', point as unknown as Fields)
  return { kind: 'point', curve, persona, stage, future, value: taken ? null : { value: null, ...value } }
}

/** A point where nothing is known yet. */
export function emptyPoint(persona: string, stage: string, future = false, kind: CurvePoint['kind'] = 'emotion'): CurvePoint {
  return {
    persona, stage, kind, value: null, scale: kind === 'arc' ? '1..5' : '-2..2', low: null, high: null, n: 0, label: '',
    probability_lowest: null, moment_of_truth: false, future, evidence: [],
  }
}
