import { EditRefused } from './refused'

/** As much of JSON Schema as the published schemas of maps and edits use. */
export interface Schema {
  readonly type?: string
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly $ref?: string
  readonly $defs?: Readonly<Record<string, Schema>>
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean | Schema
  readonly pattern?: string
  readonly format?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly items?: Schema
  readonly prefixItems?: readonly Schema[]
  readonly minItems?: number
  readonly maxItems?: number
  readonly default?: unknown
}

/** What is wrong with a value, and where. */
export class Fault extends Error {
  constructor(readonly path: string, readonly value: unknown, readonly allowed: string) {
    super(`${path}: ${allowed}`)
  }
}

type Definitions = Readonly<Record<string, Schema>>

/** The value with everything that was not said at its default; Fault where the schema refuses it. */
export function read(schema: Schema, value: unknown, definitions: Definitions, path = ''): unknown {
  if (schema.$ref) return read(definitions[schema.$ref.slice('#/$defs/'.length)]!, value, definitions, path)
  if (schema.anyOf) return readAny(schema.anyOf, value, definitions, path)
  if (schema.const !== undefined && value !== schema.const) throw new Fault(path, value, String(schema.const))
  if (schema.enum && !schema.enum.includes(value)) throw new Fault(path, value, schema.enum.join(', '))
  switch (schema.type) {
    case 'object':
      return readObject(schema, value, definitions, path)
    case 'array':
      return readArray(schema, value, definitions, path)
    case 'string':
      return readText(schema, value, path)
    case 'number':
    case 'integer':
      return readNumber(schema, value, path)
    case 'boolean':
      return value === true || value === false ? value : refuse(path, value, 'true, false')
    case 'null':
      return value === null ? null : refuse(path, value, 'null')
  }
  return value
}

/** The value as `read`, refused with a code: `model.edit_value` unless told. */
export function checked(schema: Schema, value: unknown, definitions: Definitions, place: string, code = 'model.edit_value'): unknown {
  try {
    return read(schema, value, definitions)
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    const said = error.value === undefined ? '—' : (JSON.stringify(error.value) ?? '?').slice(0, 80)
    throw new EditRefused(code, { place, field: error.path || '—', value: said, allowed: error.allowed })
  }
}

function refuse(path: string, value: unknown, allowed: string): never {
  throw new Fault(path, value, allowed)
}

function readAny(choices: readonly Schema[], value: unknown, definitions: Definitions, path: string): unknown {
  if (value === null && choices.some((one) => one.type === 'null')) return null
  let fault: unknown
  for (const choice of choices) {
    if (choice.type === 'null') continue
    try {
      return read(choice, value, definitions, path)
    } catch (error) {
      fault ??= error
    }
  }
  throw fault ?? new Fault(path, value, 'null')
}

function readObject(schema: Schema, value: unknown, definitions: Definitions, path: string): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Fault(path, value, 'object')
  const given = value as Record<string, unknown>
  const properties = schema.properties ?? {}
  const other = schema.additionalProperties
  const read_: Record<string, unknown> = {}
  for (const [name, inner] of Object.entries(properties)) {
    if (Object.hasOwn(given, name) && given[name] !== undefined) read_[name] = read(inner, given[name], definitions, below(path, name))
    else if (schema.required?.includes(name)) throw new Fault(below(path, name), undefined, 'required')
    else read_[name] = inner.default
  }
  for (const name of Object.keys(given)) {
    if (Object.hasOwn(properties, name)) continue
    if (other === false) throw new Fault(below(path, name), given[name], Object.keys(properties).slice(0, 12).join(', '))
    read_[name] = typeof other === 'object' ? read(other, given[name], definitions, below(path, name)) : given[name]
  }
  return read_
}

function readArray(schema: Schema, value: unknown, definitions: Definitions, path: string): unknown {
  if (!Array.isArray(value)) throw new Fault(path, value, 'list')
  if (value.length < (schema.minItems ?? 0) || value.length > (schema.maxItems ?? Infinity)) throw new Fault(path, value, `${schema.minItems}…${schema.maxItems}`)
  const at = (place: number): Schema | undefined => schema.prefixItems?.[place] ?? schema.items
  return value.map((one: unknown, place) => {
    const inner = at(place)
    return inner ? read(inner, one, definitions, below(path, String(place))) : one
  })
}

const PATTERNS = new Map<string, RegExp>()

function readText(schema: Schema, value: unknown, path: string): string {
  if (typeof value !== 'string') throw new Fault(path, value, 'text')
  if (value.length < (schema.minLength ?? 0)) throw new Fault(path, value, `≥ ${schema.minLength}`)
  if (value.length > (schema.maxLength ?? Infinity)) throw new Fault(path, value.slice(0, 40), `≤ ${schema.maxLength}`)
  if (schema.pattern) {
    let pattern = PATTERNS.get(schema.pattern)
    if (!pattern) PATTERNS.set(schema.pattern, (pattern = new RegExp(schema.pattern)))
    if (!pattern.test(value)) throw new Fault(path, value.slice(0, 80), schema.pattern)
  }
  if (schema.format === 'date' && !isDay(value)) throw new Fault(path, value, '2026-11-24')
  if (schema.format === 'date-time' && Number.isNaN(Date.parse(value))) throw new Fault(path, value, '2026-11-24T12:00:00Z')
  return value
}

function isDay(value: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(value)) return false
  const day = new Date(`${value}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value)
}

function readNumber(schema: Schema, value: unknown, path: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new Fault(path, value, 'number')
  if (schema.type === 'integer' && !Number.isInteger(value)) throw new Fault(path, value, 'whole number')
  if (value < (schema.minimum ?? -Infinity)) throw new Fault(path, value, `≥ ${schema.minimum}`)
  if (value > (schema.maximum ?? Infinity)) throw new Fault(path, value, `≤ ${schema.maximum}`)
  return value
}

const below = (path: string, name: string): string => (path ? `${path}.${name}` : name)
