import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { IconChartDots3 } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import { Empty, Loading, PageHeader, Problem, Refusal, useLanguage } from '@tropa/ui'
import { vocabularyQuery } from '../evidence/api'
import { QuestionList } from './QuestionList'
import { QuestionPage } from './QuestionPage'
import { isQuestion } from './questions'

/** Questions to the data: choose one, set it, read its answer, put it on a map. */
export default function ExplorePage() {
  const { t } = useLingui()
  const { language } = useLanguage()
  const { question } = useParams({ strict: false }) as { question?: string }
  const search = useSearch({ strict: false }) as Record<string, unknown>
  const vocabulary = useQuery(vocabularyQuery(language))
  const title = t`Explore`
  if (vocabulary.error) {
    const nothing = vocabulary.error instanceof Refusal && vocabulary.error.code === 'evidence.no_data'
    return <><PageHeader title={title} />{nothing ? <NoData /> : <Problem error={vocabulary.error} retry={() => void vocabulary.refetch()} />}</>
  }
  if (!vocabulary.data) return <><PageHeader title={title} /><Loading /></>
  if (vocabulary.data.journeys === 0) return <><PageHeader title={title} /><NoData /></>
  if (question && isQuestion(question)) return <QuestionPage question={question} search={search} vocabulary={vocabulary.data} />
  return (
    <>
      <PageHeader title={title} lead={t`Ask what customers do. Every question has an address of its own: a link is the question.`} />
      {question && <Problem error={new Error(t`There is no question “${question}”. Choose one below.`)} />}
      <QuestionList vocabulary={vocabulary.data} />
    </>
  )
}

function NoData() {
  const { t } = useLingui()
  return (
    <Empty icon={<IconChartDots3 size={40} />} title={t`There is nothing to ask yet`} action={<Button component={Link} to="/data/upload"><Trans>Add files</Trans></Button>}>
      <Trans>Give a file with what customers did or said; then flows, funnels and barriers are computed from it.</Trans>
    </Empty>
  )
}
