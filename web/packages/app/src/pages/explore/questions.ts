/** What a field of a question is filled in with. */
export type FieldKind =
  | 'segment' | 'stage' | 'touchpoint' | 'touchpoints' | 'steps' | 'places' | 'count' | 'number' | 'length' | 'choice' | 'choices'
  | 'flag' | 'day' | 'text' | 'property' | 'credited' | 'series' | 'counts' | 'metric'

export interface Field {
  name: string
  kind: FieldKind
  /** What the server takes where the address says nothing. */
  usual?: string | number
  choices?: readonly string[]
  low?: number
  high?: number
  required?: boolean
  /** Below “more settings”. */
  more?: boolean
}

const field = (name: string, kind: FieldKind, rest: Omit<Field, 'name' | 'kind'> = {}): Field => ({ name, kind, ...rest })
const choice = (name: string, choices: readonly string[], rest: Omit<Field, 'name' | 'kind'> = {}): Field => field(name, 'choice', { choices, usual: choices[0]!, ...rest })

export const MODELS = ['first', 'last', 'last_non_direct', 'linear', 'participation', 'time_decay', 'u', 'j', 'inverse_j', 'shapley_set', 'markov', 'shapley_rate'] as const
export const METRICS = ['conversion', 'stage_conversion', 'revenue', 'repeat_visits', 'time_on_site', 'pages_viewed', 'ctr', 'click_rate', 'nps', 'csat', 'ces', 'positive_reviews', 'negative_reviews', 'search_frequency'] as const

const period = choice('period', ['week', 'day', 'month'])
const silence = field('silence', 'length')
const after = field('after', 'touchpoints')
const until = field('until', 'touchpoints')
const collapse = field('collapse', 'flag')
const gap = field('gap', 'length', { usual: '30m', more: true })
const metric = field('name', 'metric', { usual: 'conversion', choices: METRICS })
const stage = field('stage', 'stage')

/** Which journeys are asked, whatever the question. */
export const COMMON: Field[] = [
  field('segment', 'segment'), field('from', 'day'), field('to', 'day'),
  field('with', 'touchpoint', { more: true }), field('without', 'touchpoint', { more: true }), field('goal', 'touchpoints', { more: true }),
  field('pattern', 'text', { more: true }), field('keep', 'count', { low: 0, high: 1000, more: true }),
]

/** The fields of each question of its own; named as the address names them. */
export const FIELDS = {
  flow: [collapse, field('top', 'count', { low: 1, high: 2000, more: true })],
  paths: [
    after, until, field('steps', 'count', { usual: 5, low: 1, high: 30 }), field('top', 'count', { usual: 5, low: 1, high: 50 }), collapse,
    choice('by', ['customer', 'journey', 'session', 'occurrence'], { more: true }), choice('which', ['first', 'last'], { more: true }),
    field('within', 'length', { more: true }), gap,
  ],
  variants: [collapse, field('top', 'count', { low: 1, high: 2000 })],
  representatives: [field('number', 'count', { low: 1, high: 50 }), field('by_segment', 'flag')],
  'step-matrix': [field('positions', 'count', { usual: 10, low: 1, high: 60 }), field('anchor', 'touchpoint'), field('occurrence', 'text', { usual: '1', more: true })],
  conformance: [field('desired', 'text', { required: true }), choice('level', ['touchpoint', 'stage']), collapse, field('value', 'number', { low: 0, more: true })],
  funnel: [
    field('step', 'steps', { required: true }), choice('order', ['ordered', 'strict', 'any']), field('within', 'length'), choice('by', ['customer', 'session', 'entry']),
    field('within_step', 'length', { more: true }), field('exclude', 'touchpoints', { more: true }), field('optional', 'places', { more: true }),
    field('hold', 'property', { more: true }), gap,
  ],
  outcome: [after, silence],
  survival: [after, until],
  attribution: [
    choice('by', ['channel', 'touchpoint']), field('model', 'choices', { choices: MODELS }), field('lookback', 'length', { usual: '30d' }),
    choice('conversions', ['first', 'every']), field('among', 'credited', { more: true }), choice('entries', ['', 'visit_starts', 'all'], { more: true }),
    field('direct', 'credited', { more: true }), field('order', 'count', { usual: 1, low: 1, high: 4, more: true }), gap,
  ],
  stages: [],
  reach: [],
  emotion: [],
  barriers: [],
  moments: [silence],
  decision: [field('history', 'count', { usual: 1, low: 1, high: 3 }), field('certain', 'number', { usual: 0.9, low: 0.51, high: 0.99 })],
  retention: [
    choice('kind', ['n_day', 'unbounded', 'within', 'bracket']), period, field('periods', 'count', { usual: 8, low: 1, high: 60 }), after, field('returns', 'touchpoints'),
    choice('windows', ['elapsed', 'calendar'], { more: true }), field('bracket', 'counts', { more: true }),
  ],
  'repeat-visits': [field('most', 'count', { usual: 6, low: 1, high: 50 }), { ...gap, more: false }],
  sessions: [{ ...gap, more: false }],
  compare: [
    field('a', 'segment'), field('b', 'segment'), choice('question', ['stages', 'reach', 'flow', 'variants', 'sessions', 'outcome']), field('since', 'day'),
  ],
  segments: [choice('by', ['traits', 'ngrams', 'markov'])],
  portrait: [field('of', 'segment', { required: true })],
  drift: [period, field('recent', 'count', { usual: 1, low: 1, high: 12 }), field('horizon', 'length', { usual: '7d' })],
  metric: [metric, stage, field('touchpoint', 'touchpoints', { more: true }), field('clicked', 'touchpoints', { more: true }), field('series', 'series', { more: true })],
  'before-after': [
    field('change', 'day', { required: true }), metric, stage, field('series', 'series', { more: true }), field('least', 'number', { usual: 0.01, low: 0, more: true }),
  ],
  experiment: [
    metric, stage, field('control', 'segment'), field('since', 'day'), field('before', 'length', { more: true }),
    field('least', 'number', { low: 0, more: true }), field('randomised', 'flag'),
  ],
} satisfies Record<string, Field[]>

export type QuestionName = keyof typeof FIELDS

/** Questions by what they are about, in the order they are offered. */
export const GROUPS = {
  movement: ['flow', 'paths', 'variants', 'step-matrix', 'representatives', 'conformance'],
  conversion: ['funnel', 'outcome', 'survival', 'attribution'],
  experience: ['stages', 'reach', 'emotion', 'barriers', 'moments', 'decision'],
  returning: ['retention', 'repeat-visits', 'sessions'],
  people: ['compare', 'segments', 'portrait'],
  change: ['drift', 'metric', 'before-after', 'experiment'],
} satisfies Record<string, QuestionName[]>

export const isQuestion = (name: string): name is QuestionName => Object.hasOwn(FIELDS, name)

/** Questions that set segments side by side themselves. */
const OF_SEGMENTS = new Set<QuestionName>(['compare', 'portrait', 'segments', 'experiment'])

/** Questions that are read better with rare touchpoints folded. */
const FOLDED = new Set<QuestionName>(['flow', 'step-matrix'])

/** All fields of a question: its own first, what is ticked last. */
export function fieldsOf(question: QuestionName): Field[] {
  const own: Field[] = FIELDS[question]
  const names = new Set(own.map((one) => one.name))
  const common = COMMON.filter((one) => !names.has(one.name) && !(one.name === 'segment' && OF_SEGMENTS.has(question)))
  const all = [...own, ...common.map((one) => (one.name === 'keep' && FOLDED.has(question) ? { ...one, more: false } : one))]
  return [...all.filter((one) => one.kind !== 'flag'), ...all.filter((one) => one.kind === 'flag')]
}

export const maySplit = (question: QuestionName) => !OF_SEGMENTS.has(question)
