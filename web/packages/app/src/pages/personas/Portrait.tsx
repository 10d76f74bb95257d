import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Table } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Persona, ScoredTrait } from '@tropa/model'
import { personasQuery } from './api'
import { LISTS, segmentOf } from './fields'
import { Face } from './Gallery'
import styles from './PersonasPage.module.css'
import { FAMILY_WORDS, LIST_WORDS } from './words'

/** What is known of a persona; what nobody knows is not shown as known. */
export function Portrait({ of, map }: { of: Persona; map: string }) {
  const { i18n } = useLingui()
  const lists = LISTS.filter((field) => field !== 'quotes' && of[field].length > 0)
  return (
    <div className={styles.columns}>
      <div>
        <div className={styles.head} style={{ marginBottom: 'var(--space-16)' }}>
          <Face of={of} size={96} />
          {of.quote && <blockquote className={styles.quote}><Trans>“{of.quote}”</Trans></blockquote>}
        </div>
        {of.about && <p>{of.about}</p>}
        {lists.map((field) => <section key={field} className={styles.section}><h2>{i18n._(LIST_WORDS[field])}</h2><ul>{of[field].map((one) => <li key={one}>{one}</li>)}</ul></section>)}
      </div>
      <div>
        <Traits of={of} />
        {of.scored.length > 0 && <section className={styles.section}><h2><Trans>Where they stand</Trans></h2>{of.scored.map((one) => <Scale key={one.name} of={one} />)}</section>}
        {of.quotes.length > 0 && <section className={styles.section}><h2>{i18n._(LIST_WORDS.quotes)}</h2>{of.quotes.map((quote) => <blockquote key={quote} className={styles.quote} style={{ marginBottom: 'var(--space-8)' }}><Trans>“{quote}”</Trans></blockquote>)}</section>}
        <Maps of={of} map={map} />
      </div>
    </div>
  )
}

function Traits({ of }: { of: Persona }) {
  const { i18n } = useLingui()
  return (
    <section className={styles.section}>
      <h2><Trans>Traits and where they are known from</Trans></h2>
      {of.traits.length === 0 ? <p className={styles.quiet}><Trans>No traits are written down.</Trans></p> : (
        <Table verticalSpacing="xs">
          <Table.Thead><Table.Tr><Table.Th><Trans>Trait</Trans></Table.Th><Table.Th><Trans>Value</Trans></Table.Th><Table.Th><Trans>Source</Trans></Table.Th></Table.Tr></Table.Thead>
          <Table.Tbody>
            {of.traits.map((one) => (
              <Table.Tr key={one.name}>
                <Table.Td fw={600}>{one.name}{one.family !== 'other' && <div className={styles.quiet}>{i18n._(FAMILY_WORDS[one.family])}</div>}</Table.Td><Table.Td>{one.value}</Table.Td>
                <Table.Td>{one.source ? one.source : <span className={styles.warn}><Trans>source unknown</Trans></span>}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </section>
  )
}

function Scale({ of }: { of: ScoredTrait }) {
  return (
    <div className={styles.section}>
      <div>{of.name} {of.source ? <span className={styles.quiet}>{of.source}</span> : <span className={styles.warn}><Trans>source unknown</Trans></span>}</div>
      <div className={styles.scale} aria-hidden><i style={{ left: `${of.score * 100}%` }} /></div>
      <div className={styles.poles}><span>{of.low}</span><span className="only-spoken">{Math.round(of.score * 100)} / 100</span><span>{of.high}</span></div>
    </div>
  )
}

function Maps({ of, map }: { of: Persona; map: string }) {
  const { data } = useQuery(personasQuery)
  const found = data?.find((one) => one.persona.id === of.id && one.maps.some((place) => place.id === map))
  if (!found) return null
  const segment = segmentOf(of.id, found.maps.find((one) => one.id === map)?.segments ?? [])
  return (
    <section className={styles.section}>
      {segment && <p><Link to={`/segments/${segment}`}><Trans>What the data says of the segment</Trans></Link></p>}
      <h2><Trans>Maps</Trans></h2>
      {found.differs && <p className={styles.warn}><Trans>The maps do not agree on this persona: each shows its own.</Trans></p>}
      <ul>
        {found.maps.map((one) => (
          <li key={one.id}>
            <Link to={`/maps/${one.id}`}>{one.title}</Link>{' '}
            <span className={styles.quiet}>{one.state === 'future' ? <Trans>to be</Trans> : <Trans>as is</Trans>}{one.cards > 0 && <> · <Plural value={one.cards} one="# card of theirs" few="# cards of theirs" many="# cards of theirs" other="# cards of theirs" /></>}</span>
            {one.id !== map && <> · <Link to={`/personas/${one.id}/${of.id}`}><Trans>as they stand there</Trans></Link></>}
          </li>
        ))}
      </ul>
    </section>
  )
}
