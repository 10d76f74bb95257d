import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Menu, Select } from '@mantine/core'
import { IconDownload, IconMapPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Answer, CopyButton, Empty, PageHeader, useLanguage } from '@tropa/ui'
import { lazy, Suspense, useCallback, useEffect, useState } from 'react'
import { useMay } from '../../session'
import type { QuestionAnswer, Vocabulary } from '../evidence/api'
import { AnswerView, useTableKey, ViewSwitch } from '../evidence/AnswerView'
import { carried, missing, readAddress, toSearch, type Asked, type Parameters } from './address'
import { answerQuery, fileOf } from './api'
import styles from './Explore.module.css'
import { ParameterForm } from './ParameterForm'
import { GROUPS, isQuestion, maySplit, type QuestionName } from './questions'
import { completed, starting } from './starting'
import { useFieldWords, useGroupWords, useQuestionWords } from './words'

const AddToMap = lazy(() => import('./AddToMap'))

interface Props {
  question: QuestionName
  search: Record<string, unknown>
  vocabulary: Vocabulary
}

/** One question: its settings in the address, the answer, what to do with it. */
export function QuestionPage({ question, search, vocabulary }: Props) {
  const navigate = useNavigate()
  const words = useQuestionWords()[question]
  const asked = readAddress(question, search)
  const go = useCallback((next: Asked, to: QuestionName = question) =>
    void navigate({ to: '/explore/$question', params: { question: to }, search: toSearch(next) as never, replace: to === question }), [navigate, question])
  const first = completed(question, asked.parameters, vocabulary)
  const untouched = Object.keys(asked.parameters).length === 0 && Object.keys(first).length > 0
  useEffect(() => {
    if (untouched) go({ ...asked, parameters: first })
  })
  const onView = useCallback((view: Asked['view']) => go({ ...readAddress(question, search), view }), [go, question, search])
  useTableKey(asked.view, onView)
  const parameters = untouched ? first : asked.parameters
  const lacking = missing(question, parameters)
  return (
    <>
      <PageHeader title={words.title} lead={words.about} actions={<Actions question={question} parameters={parameters} ready={lacking === null} />} />
      <Chooser question={question} onChoose={(to) => go({ view: asked.view, beside: maySplit(to) ? asked.beside : null, parameters: { ...starting(to, vocabulary), ...carried(to, parameters) } }, to)} />
      <ParameterForm key={question} question={question} asked={{ ...asked, parameters }} vocabulary={vocabulary} onChange={go} />
      <div className={styles.switch}><ViewSwitch view={asked.view} onView={onView} /><span className={styles.key}><Trans>Key T</Trans></span></div>
      {lacking !== null ? <Lacking name={lacking} /> : <Sides question={question} asked={{ ...asked, parameters }} vocabulary={vocabulary} />}
    </>
  )
}

function Chooser({ question, onChoose }: { question: QuestionName; onChoose: (to: QuestionName) => void }) {
  const { t } = useLingui()
  const words = useQuestionWords()
  const groups = useGroupWords()
  const data = Object.entries(GROUPS).map(([group, all]) => ({ group: groups[group as keyof typeof GROUPS], items: all.map((one) => ({ value: one, label: words[one].title })) }))
  return (
    <div className={styles.chooser}>
      <Link to="/explore"><Trans>All questions</Trans></Link>
      <Select aria-label={t`Question`} size="sm" searchable allowDeselect={false} data={data} value={question} maxDropdownHeight={420} onChange={(to) => to && isQuestion(to) && to !== question && onChoose(to)} />
    </div>
  )
}

function Lacking({ name }: { name: string }) {
  const { t } = useLingui()
  const { label } = useFieldWords()[name] ?? { label: name }
  return <Empty title={t`One thing is missing: ${label}`}><Trans>Fill it in above, and the question is asked.</Trans></Empty>
}

/** The answer, or two answers of two segments side by side. */
function Sides({ question, asked, vocabulary }: { question: QuestionName; asked: Asked; vocabulary: Vocabulary }) {
  const { t } = useLingui()
  const { parameters, view, beside } = asked
  const titled = (id: unknown) => vocabulary.segments.find((one) => one.id === id)?.title ?? t`Everybody`
  if (!beside || !maySplit(question)) return <Side question={question} parameters={parameters} view={view} />
  return (
    <div className={styles.sides}>
      <Side question={question} parameters={parameters} view={view} name={titled(parameters['segment'])} />
      <Side question={question} parameters={{ ...parameters, segment: beside }} view={view} name={titled(beside)} />
    </div>
  )
}

function Side({ question, parameters, view, name }: { question: QuestionName; parameters: Parameters; view: Asked['view']; name?: string }) {
  const { language } = useLanguage()
  const found = useQuery(answerQuery(question, parameters, language))
  return (
    <div className={styles.side} aria-busy={found.isFetching} data-waiting={found.isPlaceholderData || undefined}>
      {name && <h2 className={styles.name}>{name}</h2>}
      <Answer of={found}>{(answer: QuestionAnswer) => <AnswerView answer={answer} view={view} {...(name ? { heading: <h3 className={styles.told}>{answer.picture.title}</h3> } : {})} />}</Answer>
    </div>
  )
}

function Actions({ question, parameters, ready }: { question: QuestionName; parameters: Parameters; ready: boolean }) {
  const { t } = useLingui()
  const { language } = useLanguage()
  const [adding, add] = useState(false)
  const may = useMay('editor')
  const answer = useQuery({ ...answerQuery(question, parameters, language), enabled: ready }).data
  const files: [string, 'svg' | 'xlsx' | 'csv'][] = [[t`Picture (SVG)`, 'svg'], [t`Table (Excel)`, 'xlsx'], [t`Table (CSV)`, 'csv']]
  return (
    <>
      <CopyButton text={location.href} label={t`Copy the link`} />
      <Menu position="bottom-end">
        <Menu.Target><Button variant="default" disabled={!ready} leftSection={<IconDownload size={16} aria-hidden />}><Trans>Download</Trans></Button></Menu.Target>
        <Menu.Dropdown>
          {files.map(([label, kind]) => <Menu.Item key={kind} component="a" href={fileOf(question, parameters, kind)} download>{label}</Menu.Item>)}
        </Menu.Dropdown>
      </Menu>
      {may && <Button disabled={!answer?.measures.length} leftSection={<IconMapPlus size={16} aria-hidden />} onClick={() => add(true)}><Trans>Add to map</Trans></Button>}
      {adding && answer && <Suspense fallback={null}><AddToMap question={question} parameters={parameters} answer={answer} onClose={() => add(false)} /></Suspense>}
    </>
  )
}
