import { Trans, useLingui } from '@lingui/react/macro'
import { SegmentedControl } from '@mantine/core'
import { Picture, wordsOf } from '@tropa/charts'
import { useQuery } from '@tanstack/react-query'
import { announce, useLanguage } from '@tropa/ui'
import { useEffect, useMemo, type ReactNode } from 'react'
import { AnswerTable } from './AnswerTable'
import styles from './AnswerView.module.css'
import { vocabularyQuery, type QuestionAnswer } from './api'
import { named, namedScene } from './names'
import { useTitles } from './words'

export type View = 'picture' | 'table'

/** A letter that is not typed into a field, without modifiers. */
const isKey = (event: KeyboardEvent, code: string) =>
  event.code === code && !event.ctrlKey && !event.metaKey && !event.altKey && !(event.target as HTMLElement).closest('input, textarea, select, [contenteditable], [role="dialog"] [role="combobox"]')

/** T goes between picture and table. */
export function useTableKey(view: View, onView: (view: View) => void): void {
  const { t } = useLingui()
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (!isKey(event, 'KeyT')) return
      event.preventDefault()
      const next = view === 'picture' ? 'table' : 'picture'
      onView(next)
      announce(next === 'table' ? t({ context: 'answer', message: 'Table' }) : t({ context: 'answer', message: 'Picture' }))
    }
    addEventListener('keydown', listen)
    return () => removeEventListener('keydown', listen)
  }, [view, onView, t])
}

export function ViewSwitch({ view, onView }: { view: View; onView: (view: View) => void }) {
  const { t } = useLingui()
  return (
    <SegmentedControl size="xs" value={view} onChange={(next) => onView(next as View)} aria-label={t`Show as (T)`}
      data={[{ value: 'picture', label: t({ context: 'answer', message: 'Picture' }) }, { value: 'table', label: t({ context: 'answer', message: 'Table' }) }]} />
  )
}

/** An answer: what it rests on, the picture or its table, what it leaves out, how it is defined. */
export function AnswerView({ answer, view, heading }: { answer: QuestionAnswer; view: View; heading?: ReactNode }) {
  const { language } = useLanguage()
  const titles = useTitles(useQuery(vocabularyQuery(language)).data)
  const scene = useMemo(() => namedScene(answer.picture, titles), [answer.picture, titles])
  const [rests] = wordsOf(answer.picture, 'n')
  const around = wordsOf(answer.picture, 'definition').filter((words) => words !== answer.definition)
  return (
    <section className={styles.answer}>
      {heading ?? <h2 className={styles.title}>{named(answer.picture.title, titles)}</h2>}
      <p className={styles.rests}>{rests ?? `n = ${answer.n}`}</p>
      {view === 'picture' ? <Picture scene={scene} alone /> : <AnswerTable answer={answer} />}
      <dl className={styles.notes}>
        {around.length > 0 && (
          <div>
            <dt><Trans>To know</Trans></dt>
            {around.map((words) => <dd key={words}>{words}</dd>)}
          </div>
        )}
        <div>
          <dt><Trans>Definition</Trans></dt>
          <dd>{answer.definition}</dd>
        </div>
      </dl>
    </section>
  )
}
