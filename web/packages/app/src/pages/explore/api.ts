import type { Schema } from '@tropa/sync'
import { queryOptions } from '@tanstack/react-query'
import { ask } from '@tropa/ui'
import type { QuestionAnswer } from '../evidence/api'
import { toQuery, type Parameters } from './address'
import type { QuestionName } from './questions'

const addressOf = (question: QuestionName, parameters: Parameters, kind = '') => {
  const words = toQuery(parameters)
  return `/api/ask/${question}${kind}${words ? `?${words}` : ''}`
}

/** The answer to a question; the one before stays in sight while it is on its way. */
export const answerQuery = (question: QuestionName, parameters: Parameters, language: string) =>
  queryOptions<QuestionAnswer>({
    queryKey: ['ask', question, parameters, language],
    queryFn: ({ signal }) => ask<QuestionAnswer>(addressOf(question, parameters), { signal }),
    placeholderData: (before) => (before?.question === question ? before : undefined),
    staleTime: 60_000,
  })

/** The address of the table or the picture as a file. */
export const fileOf = (question: QuestionName, parameters: Parameters, kind: 'csv' | 'xlsx' | 'svg') => addressOf(question, parameters, `.${kind}`)

export type Binding = Schema<'BindRequest'>

/** Puts a number of the answer on a map, as a card that can be asked again. */
export const bind = (mapId: string, binding: Binding) =>
  ask<{ card: string; evidence: { id: string } }>(`/api/maps/${mapId}/bind`, { method: 'POST', body: binding })
