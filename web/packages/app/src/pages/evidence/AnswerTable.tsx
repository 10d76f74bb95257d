import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { TableTwin } from '@tropa/charts'
import { useLanguage } from '@tropa/ui'
import { useMemo } from 'react'
import { vocabularyQuery, type QuestionAnswer } from './api'
import { cellText, kindOf } from './kinds'
import { named } from './names'
import { useCodeWords, useColumnWords, useTitles } from './words'

/** Columns whose cells are codes of ours, not names of the data. */
const CODED = new Set(['verdict', 'kind', 'state', 'basis', 'source', 'target', 'stage', 'segment', 'arm', 'name', 'row', 'touchpoint'])

/** The table of an answer, in the words and the numbers of the language. */
export function AnswerTable({ answer }: { answer: QuestionAnswer }) {
  const { t } = useLingui()
  const { language } = useLanguage()
  const columns = useColumnWords()
  const codes = useCodeWords()
  const titles = useTitles(useQuery(vocabularyQuery(language)).data)
  const kinds = useMemo(() => answer.table.columns.map((_, place) => kindOf(answer, place)), [answer])
  const { total } = answer.table
  const shown = answer.table.rows.slice(0, 500)
  const say = (cell: string, column: string) => (CODED.has(column) ? titles[cell] ?? codes[cell] ?? named(cell, titles) : named(cell, titles).replaceAll(' > ', ' → '))
  const rows = shown.map((row) => row.map((cell, place) => {
    const column = answer.table.columns[place] ?? ''
    if (typeof cell === 'boolean') return cell ? t`yes` : t`no`
    return typeof cell === 'string' ? say(cell, column) : cellText(cell, kinds[place] ?? 'text', language)
  }))
  const headed = answer.table.columns.map((name, place) => ({ name, title: columns[name] ?? name, numeric: kinds[place] !== 'text' }))
  const more = total > shown.length ? t`${shown.length} rows of ${total} are shown; a downloaded table has all.` : undefined
  return <TableTwin caption={answer.picture.title} columns={headed} rows={rows} {...(more ? { more } : {})} />
}
