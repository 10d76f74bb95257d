import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Button, NativeSelect, SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Picture } from '@tropa/charts'
import { Answer, PageHeader } from '@tropa/ui'
import { useState } from 'react'
import { ASPECTS, comparisonQuery, portraitQuery, segmentsQuery, type Aspect, type Comparison, type Segment } from './api'
import styles from './SegmentsPage.module.css'
import { ASPECT_WORDS } from './words'

/** Two segments side by side: who they are, and where their journeys differ. */
export function Compare({ a, b }: { a: string; b: string }) {
  const segments = useQuery(segmentsQuery)
  return <Answer of={segments}>{(all) => <Sides a={a} b={b} all={all} />}</Answer>
}

function Sides({ a, b, all }: { a: string; b: string; all: Segment[] }) {
  const { t, i18n } = useLingui()
  const navigate = useNavigate()
  const [aspect, set] = useState<Aspect>('stages')
  const options = all.map((one) => ({ value: one.id, label: one.title }))
  const choose = (first: string, second: string) => void navigate({ to: `/segments/compare/${first}/${second}` })
  return (
    <>
      <PageHeader title={t`Two segments side by side`} actions={<Button component={Link} to="/segments" variant="default"><Trans>All segments</Trans></Button>} />
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 'var(--space-16)', marginBottom: 'var(--space-24)' }}>
        <NativeSelect label={t`One`} data={options} value={a} onChange={(event) => choose(event.currentTarget.value, b)} />
        <NativeSelect label={t`The other`} data={options} value={b} onChange={(event) => choose(a, event.currentTarget.value)} />
      </div>
      <Traits a={a} b={b} />
      <section className={styles.section}>
        <h2><Trans>How their journeys differ</Trans></h2>
        <div className={styles.scroll} role="group" tabIndex={0}>
          <SegmentedControl aria-label={t`What to compare`} value={aspect} onChange={(value) => set(value as Aspect)} data={ASPECTS.map((value) => ({ value, label: i18n._(ASPECT_WORDS[value]) }))} mb="md" />
        </div>
        <Journeys a={a} b={b} aspect={aspect} />
      </section>
    </>
  )
}

function Journeys({ a, b, aspect }: { a: string; b: string; aspect: Aspect }) {
  const comparison = useQuery(comparisonQuery(a, b, aspect))
  return <Answer of={comparison}>{(found) => <Differences of={found} a={a} b={b} aspect={aspect} />}</Answer>
}

function Differences({ of, a, b, aspect }: { of: Comparison; a: string; b: string; aspect: Aspect }) {
  const { t } = useLingui()
  const asked = new URLSearchParams({ a, b, question: aspect }).toString()
  return (
    <>
      <p className={styles.quiet}><Plural value={of.n} one="# journey" few="# journeys" many="# journeys" other="# journeys" /></p>
      <Picture scene={of.picture} alone label={t`Differences between the two segments`} />
      <p><a href={`/api/ask/compare.csv?${asked}`} download><Trans>Save the table (CSV)</Trans></a> · <a href={`/api/ask/compare.xlsx?${asked}`} download><Trans>Save the table (Excel)</Trans></a></p>
      <details className={styles.quiet}><summary><Trans>How it is computed</Trans></summary><p>{of.definition}</p></details>
    </>
  )
}

function Traits({ a, b }: { a: string; b: string }) {
  const one = useQuery(portraitQuery(a))
  const other = useQuery(portraitQuery(b))
  return (
    <section className={styles.section}>
      <h2><Trans>Who they are</Trans></h2>
      <div style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 300px), 1fr))', gap: 'var(--space-24)' }}>
        {[one, other].map((portrait, place) => (
          <div key={place}>
            <Answer of={portrait}>
              {(found) => (
                <>
                  <h3><Link to={`/segments/${found.segment}`}>{found.title}</Link></h3>
                  <p><Plural value={found.customers} one="# customer" few="# customers" many="# customers" other="# customers" /></p>
                  <ul>{found.persona.traits.map((trait) => <li key={trait.name}>{trait.name}: {trait.value}</li>)}</ul>
                </>
              )}
            </Answer>
          </div>
        ))}
      </div>
    </section>
  )
}
