import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Button, Table } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Picture } from '@tropa/charts'
import { Answer, Empty, PageHeader, useFormats } from '@tropa/ui'
import type { ReactNode } from 'react'
import { useMay } from '../../session'
import { portraitQuery, type Portrait, type TraitUsual } from './api'
import styles from './SegmentsPage.module.css'

/** Who the customers of a segment are, computed from the data, and the persona it draws. */
export function PortraitOf({ id }: { id: string }) {
  const portrait = useQuery(portraitQuery(id))
  return (
    <>
      {portrait.error && <Link to="/segments"><Trans>All segments</Trans></Link>}
      <Answer of={portrait}>{(found) => <Found of={found} />}</Answer>
    </>
  )
}

function Found({ of }: { of: Portrait }) {
  const { t } = useLingui()
  const formats = useFormats()
  const may = useMay('editor')
  return (
    <>
      <PageHeader
        title={of.title} lead={<><Plural value={of.customers} one="# customer" few="# customers" many="# customers" other="# customers" /> · {formats.share(of.share)}</>}
        actions={<>
          <Button component={Link} to="/segments" variant="default"><Trans>All segments</Trans></Button>
          {may && <Button component={Link} to={`/segments/${of.segment}/edit`}><Trans>Change the rule</Trans></Button>}
        </>}
      />
      {!of.shown ? <Empty title={t`Too few customers for a portrait`}><Trans>With fewer than 20 customers only their number is shown, so that nobody can be recognised.</Trans></Empty> : (
        <>
          <Persona of={of} />
          <Part title={<Trans>What is usual</Trans>}><Traits of={of.traits} /></Part>
          <Part title={<Trans>How they differ from all others</Trans>}><Picture scene={of.picture} alone label={t`How the segment “${of.title}” differs from all others`} /></Part>
          <Typical of={of} />
          <details className={styles.quiet}><summary><Trans>How it is computed</Trans></summary><p>{of.definition}</p></details>
        </>
      )}
    </>
  )
}

const Part = ({ title, children }: { title: ReactNode; children: ReactNode }) => <section className={styles.section}><h2>{title}</h2>{children}</section>

function Persona({ of }: { of: Portrait }) {
  const { persona } = of
  return (
    <Part title={<Trans>Persona: {persona.name}</Trans>}>
      {persona.about && <p style={{ maxWidth: '70ch' }}>{persona.about}</p>}
      <ul className={styles.quotes}>{[persona.quote, ...persona.quotes].filter(Boolean).slice(0, 3).map((quote) => <li key={quote}><blockquote><Trans>“{quote}”</Trans></blockquote></li>)}</ul>
      <p><Link to="/personas"><Trans>To the personas of the maps</Trans></Link></p>
    </Part>
  )
}

function Traits({ of }: { of: TraitUsual[] }) {
  const formats = useFormats()
  const value = (one: TraitUsual) => (typeof one.value === 'number' ? formats.number(one.value, 1) : one.value)
  return (
    <div className={styles.scroll} role="group" tabIndex={0}>
      <Table verticalSpacing="xs">
        <Table.Thead><Table.Tr><Table.Th><Trans>Trait</Trans></Table.Th><Table.Th><Trans>Usual</Trans></Table.Th><Table.Th><Trans>Known of</Trans></Table.Th><Table.Th><Trans>Where from</Trans></Table.Th></Table.Tr></Table.Thead>
        <Table.Tbody>
          {of.map((one) => (
            <Table.Tr key={one.trait}>
              <Table.Td fw={600}>{one.trait}</Table.Td>
              <Table.Td className="numbers">{value(one)}{one.low !== null && one.high !== null && one.low !== one.high && <span className={styles.quiet}> <Trans>the middle half: {formats.number(one.low, 1)} – {formats.number(one.high, 1)}</Trans></span>}{one.share !== null && <span className={styles.quiet}> {formats.share(one.share)}</span>}</Table.Td>
              <Table.Td><Plural value={one.known} one="# customer" few="# customers" many="# customers" other="# customers" /></Table.Td>
              <Table.Td>{one.sources.length === 0 ? '—' : one.sources.map((source) => <div key={source.source}>{source.source} <span className={styles.quiet}><Plural value={source.records} one="# record" few="# records" many="# records" other="# records" />{source.newest && <>, <Trans>the newest of {formats.day(source.newest)}</Trans></>}</span></div>)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  )
}

function Typical({ of }: { of: Portrait }) {
  const formats = useFormats()
  const words = of.typical.flatMap((one) => {
    if (one.value !== null) return [`${one.trait}: ${one.value}`]
    const bounds = [one.low, one.high].filter((each) => each !== null).map((each) => formats.number(each, 1))
    return bounds.length > 0 ? [`${one.trait}: ${[...new Set(bounds)].join(' – ')}`] : []
  })
  if (words.length === 0 && of.path.length === 0) return null
  return (
    <Part title={<Trans>A typical customer</Trans>}>
      <p className={styles.lead}><Trans>A real customer most like the others, masked; and the real path nearest to all paths of the segment.</Trans></p>
      {words.length > 0 && <p>{words.join(' · ')}</p>}
      {of.path.length > 0 && <ol className={styles.path}>{of.path.map((one, place) => <li key={place}>{one}</li>)}</ol>}
    </Part>
  )
}
