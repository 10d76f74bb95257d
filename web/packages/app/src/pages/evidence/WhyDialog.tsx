import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Modal, Tabs } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { TableTwin } from '@tropa/charts'
import { Answer, Empty, useFormats, useLanguage } from '@tropa/ui'
import { useCallback, useState } from 'react'
import { AnswerView, useTableKey, ViewSwitch, type View } from './AnswerView'
import { pagesOf, whyQuery, type QuoteBehind, type Why } from './api'
import styles from './Panel.module.css'
import { StateSign } from './StateSign'

interface Props {
  mapId: string
  evidenceId: string
  title: string
  onClose: () => void
}

/** Why a number is what it is: the question asked again, and the customers and the words behind it. */
export default function WhyDialog({ mapId, evidenceId, title, onClose }: Props) {
  const { t } = useLingui()
  const { language } = useLanguage()
  const why = useQuery(whyQuery(mapId, evidenceId, language))
  return (
    <Modal opened onClose={onClose} title={t`Why? ${title}`} size="min(1080px, 96vw)" closeButtonProps={{ 'aria-label': t`Close` }}>
      <Answer of={why}>{(found) => <Behind mapId={mapId} evidenceId={evidenceId} why={found} />}</Answer>
    </Modal>
  )
}

function Behind({ mapId, evidenceId, why }: { mapId: string; evidenceId: string; why: Why }) {
  const [view, setView] = useState<View>('picture')
  useTableKey(view, useCallback((next: View) => setView(next), []))
  const { answer } = why
  return (
    <>
      <Group justify="space-between" mb="sm">
        <span><StateSign state={why.state} reason={why.reason} /> <span className={styles.quiet}>{why.said}</span></span>
        {answer && <Button variant="default" size="xs" component={Link} to={`/explore/${answer.question}`} search={answer.parameters as never} preload={false}><Trans>Open in Explore</Trans></Button>}
      </Group>
      <Tabs defaultValue={answer ? 'answer' : why.quotes.length ? 'quotes' : 'customers'} keepMounted={false}>
        <Tabs.List mb="md">
          {answer && <Tabs.Tab value="answer"><Trans>The answer</Trans></Tabs.Tab>}
          <Tabs.Tab value="customers"><Trans>Customers</Trans> <span className="numbers">{why.counted}</span></Tabs.Tab>
          <Tabs.Tab value="quotes"><Trans>Quotes</Trans> <span className="numbers">{why.quotes.length}</span></Tabs.Tab>
        </Tabs.List>
        {answer && (
          <Tabs.Panel value="answer">
            <Group mb="sm"><ViewSwitch view={view} onView={setView} /></Group>
            <AnswerView answer={answer} view={view} />
          </Tabs.Panel>
        )}
        <Tabs.Panel value="customers"><Customers mapId={mapId} evidenceId={evidenceId} first={why} /></Tabs.Panel>
        <Tabs.Panel value="quotes"><Quotes quotes={why.quotes} /></Tabs.Panel>
      </Tabs>
    </>
  )
}

/** Who was counted, a page at a time; names are masked. */
function Customers({ mapId, evidenceId, first }: { mapId: string; evidenceId: string; first: Why }) {
  const { t } = useLingui()
  const { language } = useLanguage()
  const formats = useFormats()
  const [page, setPage] = useState(0)
  const query = useQuery({ ...whyQuery(mapId, evidenceId, language, page), placeholderData: page === 0 ? first : undefined })
  const pages = pagesOf(first.counted)
  if (first.counted === 0) return <Empty title={t`Nobody can be listed here`}><Trans>The number does not rest on single customers, or they are not kept any more.</Trans></Empty>
  const columns = [{ name: 'customer', title: t`Customer` }, { name: 'touchpoint', title: t`What counted` }, { name: 'time', title: t`When` }, { name: 'events', title: t`Events`, numeric: true }]
  return (
    <Answer of={query}>
      {({ customers }) => (
        <>
          <TableTwin caption={first.said} columns={columns}
            rows={customers.map((one) => [one.customer, one.touchpoint ?? '—', one.time ? formats.dayTime(one.time) : '—', one.events ? formats.number(one.events) : '—'])} />
          {pages > 1 && (
            <Group mt="md" role="group" aria-label={t`Pages`}>
              <Button variant="default" size="xs" disabled={page === 0} onClick={() => setPage(page - 1)}><Trans>Earlier</Trans></Button>
              <span className="numbers" role="status"><Trans>Page {page + 1} of {pages}</Trans></span>
              <Button variant="default" size="xs" disabled={page + 1 >= pages} onClick={() => setPage(page + 1)}><Trans>Further</Trans></Button>
            </Group>
          )}
        </>
      )}
    </Answer>
  )
}

/** What customers said, word for word. */
function Quotes({ quotes }: { quotes: QuoteBehind[] }) {
  const { t } = useLingui()
  const formats = useFormats()
  if (quotes.length === 0) return <Empty title={t`No words stand behind this number`} />
  return (
    <ul className={styles.quotes}>
      {quotes.map((one, place) => (
        <li key={`${one.verbatim}/${place}`}>
          <blockquote><q>{one.text}</q></blockquote>
          <p className={styles.quiet}>{[one.source, one.time ? formats.day(one.time) : '', typeof one.rating === 'number' ? t`rated ${one.rating} of ${one.high ?? 5}` : ''].filter(Boolean).join(' · ')}</p>
        </li>
      ))}
    </ul>
  )
}
