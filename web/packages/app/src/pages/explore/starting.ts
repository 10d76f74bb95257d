import type { Vocabulary } from '../evidence/api'
import { missing, type Parameters } from './address'
import type { QuestionName } from './questions'

const MANY = 16

/** A first funnel: the touchpoint most journeys meet in each stage up to the goal's, and the goal. */
export function firstSteps({ touchpoints, stages }: Vocabulary): string[] {
  const goal = touchpoints.filter((one) => one.goal).sort((a, b) => b.journeys - a.journeys)[0]
  const last = goal ? stages.findIndex((one) => one.id === goal.stage) : -1
  const before = last < 0 ? stages : stages.slice(0, last + 1)
  const steps = before.flatMap((stage) => {
    const met = touchpoints.filter((one) => one.stage === stage.id && !one.goal && !one.signal && one.journeys > 0)
    const most = met.sort((a, b) => b.journeys - a.journeys)[0]
    return most ? [most.name] : []
  })
  return [...steps, ...(goal ? [goal.name] : [])].slice(0, 12)
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`

/** The parameters a question is first asked with, so that something is seen at once. */
export function starting(question: QuestionName, vocabulary: Vocabulary): Parameters {
  const [first, second] = vocabulary.segments
  switch (question) {
    case 'funnel': return { step: firstSteps(vocabulary) }
    case 'conformance': return { desired: [...firstSteps(vocabulary).map(quoted)].join(' -> ') + '; ignore others' }
    case 'compare': return first && second ? { a: first.id, b: second.id } : {}
    case 'portrait': return first ? { of: first.id } : {}
    case 'before-after': return vocabulary.start && vocabulary.end ? { change: middle(vocabulary.start, vocabulary.end) } : {}
    case 'flow':
    case 'step-matrix': return vocabulary.touchpoints.length > MANY ? { keep: 12 } : {}
    default: return {}
  }
}

const middle = (start: string, end: string) => new Date((Date.parse(start) + Date.parse(end)) / 2).toISOString().slice(0, 10)

/** The parameters with what is missing filled in. */
export function completed(question: QuestionName, parameters: Parameters, vocabulary: Vocabulary): Parameters {
  return missing(question, parameters) === null ? parameters : { ...starting(question, vocabulary), ...parameters }
}
