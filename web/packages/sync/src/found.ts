import { PARTS, COLLECTION, pointKey, readField, schemaOf, setsOf, within, type CurvePoint, type Fields, type Part, type Removable } from '@tropa/model'
import * as Y from 'yjs'
import { readTree } from './tree'

/** Values found in a shared document as fields of a map: what does not fit is not there (spec/shared/SPEC.md). */

const LONG_AGO = '1970-01-01'
const NOBODY = '-'
const DEFAULTS: Readonly<Record<Part | 'point', Fields>> = {
  map: { title: '', language: 'en', created: LONG_AGO },
  stage: { title: '', rank: 'V' },
  link: { kind: 'branch', source: NOBODY, target: NOBODY },
  lane: { kind: 'text', title: '', rank: 'V' },
  persona: { name: '' },
  card: { stage: NOBODY, lane: NOBODY, rank: 'V', body: '' },
  actor: { title: '' },
  arrow: { stage: NOBODY, source: NOBODY, target: NOBODY, rank: 'V' },
  touchpoint: { title: '' },
  channel: { title: '' },
  metric: { title: '' },
  evidence: { question: '', definition: '', grade: 'E', asked: LONG_AGO },
  point: { value: null },
}
const NOT_HEADER: ReadonlySet<string> = new Set(['id', 'version', 'curve', ...PARTS.map((part) => COLLECTION[part])])
const ID = /^[A-Za-z0-9_.:-]{1,80}$/
const POINT = /^(emotion|arc)\/([A-Za-z0-9_.:-]{1,80})\/([A-Za-z0-9_.:-]{1,80})(\/future)?$/

/** Whether an object of this part may have this id; what may not is not there. */
export const idFits = (part: Removable, id: string): boolean => (part === 'channel' ? id.length >= 1 && id.length <= 80 : ID.test(id))

/** An object of a part as it is found. */
export const foundObject = (part: Removable, id: string, held: Y.Map<unknown>): Fields => fitting(part, shared(held), { id })

/** The fields of the map itself, as they are found. */
export const foundHeader = (held: Y.Map<unknown>): Fields => fitting('map', shared(held), {})

/** The point of a curve under a key; undefined where there is none. Numbers outside their scale are none. */
export function foundPoint(key: string, held: unknown): CurvePoint | undefined {
  const whose = POINT.exec(key)
  const fields = held instanceof Y.Map ? shared(held) : held
  if (!whose || typeof fields !== 'object' || fields === null || Array.isArray(fields)) return undefined
  const [, kind, persona, stage, future] = whose
  const point = fitting('point', fields as Fields, { kind, persona, stage, future: future !== undefined }) as unknown as CurvePoint
  const inside = (number: number | null): number | null => (number !== null && within(number, point.scale) ? number : null)
  return { ...point, value: inside(point.value), low: inside(point.low), high: inside(point.high) }
}

/** The key a point lies under. */
export const keyOfPoint = pointKey

/** The plain values in a shared map, a body as its text. */
function shared(held: Y.Map<unknown>): Fields {
  const found: Record<string, unknown> = {}
  for (const [key, value] of held.entries()) {
    if (value instanceof Y.XmlFragment) found[key] = readTree(value)
    else if (value instanceof Y.Map) found[key] = shared(value)
    else if (!(value instanceof Y.AbstractType)) found[key] = value
  }
  return found
}

function fitting(part: Part | 'point', raw: Fields, fixed: Fields): Fields {
  const sets = part === 'point' ? [] : setsOf(part)
  const fields: Record<string, unknown> = {}
  for (const [name, schema] of Object.entries(schemaOf(part).properties!)) {
    if (name in fixed) fields[name] = fixed[name]
    else if (part === 'map' && NOT_HEADER.has(name)) continue
    else if (sets.includes(name)) fields[name] = members(part as Part, name, raw)
    else fields[name] = fittingValue(part, name, raw[name], DEFAULTS[part][name] ?? schema.default)
  }
  return fields
}

function fittingValue(part: Part | 'point', name: string, value: unknown, otherwise: unknown): unknown {
  if (value === undefined) return otherwise
  try {
    return readField(part, name, value)
  } catch {
    return otherwise
  }
}

function members(part: Part, name: string, raw: Fields): readonly string[] {
  const found = Object.keys(raw).filter((key) => key.startsWith(`${name}/`) && raw[key] === true).map((key) => key.slice(name.length + 1))
  return found.filter((member) => (fittingValue(part, name, [member], []) as readonly string[]).length > 0).toSorted()
}
