import { fieldsOf, type Field, type QuestionName } from './questions'

export type Value = string | number | boolean | string[] | number[]
export type Parameters = Record<string, Value>

/** What an address says: the question's parameters, and how the page shows the answer. */
export interface Asked {
  parameters: Parameters
  view: 'picture' | 'table'
  /** A segment whose answer stands beside. */
  beside: string | null
}

const LISTS = new Set(['touchpoints', 'steps', 'choices', 'credited'])
const NUMBERS = new Set(['count', 'number'])

const listed = (given: unknown): unknown[] => (Array.isArray(given) ? given : [given])

/** A value of the address as its field takes it; undefined where it says nothing. */
function valueOf(field: Field, given: unknown): Value | undefined {
  if (given === undefined || given === null || given === '') return undefined
  if (field.kind === 'places' || field.kind === 'counts') {
    const numbers = listed(given).map(Number).filter((one) => Number.isInteger(one) && one > 0)
    return numbers.length ? numbers : undefined
  }
  if (LISTS.has(field.kind)) {
    const words = listed(given).map(String).filter(Boolean)
    return words.length ? words : undefined
  }
  if (field.kind === 'flag') return given === true || given === 'true' ? true : undefined
  if (NUMBERS.has(field.kind)) return Number.isFinite(Number(given)) ? Number(given) : undefined
  return String(given)
}

/** Reads the search parameters of a question's address; what is unknown is left out, the usual is not kept. */
export function readAddress(question: QuestionName, search: Record<string, unknown>): Asked {
  const parameters: Parameters = {}
  for (const field of fieldsOf(question)) {
    const value = valueOf(field, search[field.name])
    if (value !== undefined && value !== field.usual) parameters[field.name] = value
  }
  const beside = typeof search['beside'] === 'string' && search['beside'] ? search['beside'] : null
  return { parameters, view: search['view'] === 'table' ? 'table' : 'picture', beside }
}

/** The search parameters that say it; the same question has the same address. */
export function toSearch({ parameters, view, beside }: Asked): Record<string, Value> {
  return { ...parameters, ...(view === 'table' ? { view } : {}), ...(beside === null ? {} : { beside }) }
}

/** As the server's address has it: a name again for each value of a list. */
export function toQuery(parameters: Parameters): string {
  const words = new URLSearchParams()
  for (const [name, value] of Object.entries(parameters)) {
    for (const one of Array.isArray(value) ? value : [value]) words.append(name, String(one))
  }
  return words.toString()
}

/** The parameters with one changed; undefined, an empty list and the usual take it out. */
export function changed(question: QuestionName, parameters: Parameters, name: string, value: Value | undefined | null): Parameters {
  const field = fieldsOf(question).find((one) => one.name === name)
  const { [name]: _, ...rest } = parameters
  const said = field && valueOf(field, value)
  return said === undefined || said === field?.usual ? rest : { ...rest, [name]: said }
}

/** What stays of the parameters when another question is chosen: which journeys are asked. */
export function carried(to: QuestionName, parameters: Parameters): Parameters {
  const common = ['segment', 'from', 'to', 'with', 'without', 'goal', 'pattern', 'keep']
  const takes = new Set(fieldsOf(to).map((one) => one.name))
  return Object.fromEntries(Object.entries(parameters).filter(([name]) => common.includes(name) && takes.has(name)))
}

/** What must be filled in before the question can be asked; null where it can. */
export function missing(question: QuestionName, parameters: Parameters): string | null {
  if (question === 'compare') {
    const { a, b, since } = parameters
    return since || (a && b && a !== b) ? null : a ? 'b' : 'a'
  }
  const lacking = fieldsOf(question).find((field) => field.required && parameters[field.name] === undefined)
  if (lacking) return lacking.name
  const steps = parameters['step']
  return question === 'funnel' && Array.isArray(steps) && steps.length < 2 ? 'step' : null
}
