import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Table } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Persona } from '@tropa/model'
import { Answer, Empty, PageHeader } from '@tropa/ui'
import type { ReactNode } from 'react'
import { documentQuery } from './api'
import { LISTS, traitNames } from './fields'
import { Face } from './Gallery'
import styles from './PersonasPage.module.css'
import { LIST_WORDS } from './words'

interface Which {
  map: string
  id: string
}

/** Two personas side by side, trait by trait. */
export function Compare({ one, other }: { one: Which; other: Which }) {
  const { t } = useLingui()
  const first = useQuery(documentQuery(one.map))
  const second = useQuery(documentQuery(other.map))
  return (
    <>
      <PageHeader title={t`Two personas side by side`} actions={<Link to="/personas"><Trans>All personas</Trans></Link>} />
      <Answer of={first}>
        {(here) => (
          <Answer of={second}>
            {(there) => {
              const pair = [here.personas.find((each) => each.id === one.id), there.personas.find((each) => each.id === other.id)].filter((each) => each !== undefined)
              return pair.length === 2 ? <Sides of={pair} /> : <Empty title={t`One of the personas is no longer in its map`} />
            }}
          </Answer>
        )}
      </Answer>
    </>
  )
}

function Sides({ of }: { of: Persona[] }) {
  const { t, i18n } = useLingui()
  const names = traitNames(of)
  return (
    <div className={styles.scroll} role="group" tabIndex={0}>
      <Table verticalSpacing="sm" layout="fixed" miw={620} captionSide="top">
        <Table.Caption className="only-spoken"><Trans>Two personas side by side</Trans></Table.Caption>
        <Table.Thead>
          <Table.Tr><Table.Td w={170} />{of.map((one, place) => <Table.Th key={place} scope="col"><div className={styles.head}><Face of={one} size={40} />{one.name}</div></Table.Th>)}</Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          <Row name={t`Customers`} cells={of.map((one) => (one.size === null ? null : <Plural value={one.size} one="# customer" few="# customers" many="# customers" other="# customers" />))} />
          <Row name={t`Quote`} cells={of.map((one) => (one.quote ? <em><Trans>“{one.quote}”</Trans></em> : null))} />
          <Row name={t`About`} cells={of.map((one) => one.about || null)} />
          {names.map((name) => (
            <Row key={name} name={name} cells={of.map((one) => {
              const trait = one.traits.find((each) => each.name === name)
              return trait ? <>{trait.value}<div className={trait.source ? styles.quiet : styles.warn}>{trait.source || <Trans>source unknown</Trans>}</div></> : null
            })} />
          ))}
          {LISTS.filter((field) => of.some((one) => one[field].length > 0)).map((field) => (
            <Row key={field} name={i18n._(LIST_WORDS[field])} cells={of.map((one) => (one[field].length > 0 ? <ul style={{ margin: 0, paddingLeft: 16 }}>{one[field].map((each) => <li key={each}>{each}</li>)}</ul> : null))} />
          ))}
        </Table.Tbody>
      </Table>
    </div>
  )
}

function Row({ name, cells }: { name: string; cells: ReactNode[] }) {
  return <Table.Tr style={{ verticalAlign: 'top' }}><Table.Th scope="row">{name}</Table.Th>{cells.map((cell, place) => <Table.Td key={place}>{cell ?? <span className={styles.quiet}><Trans>not known</Trans></span>}</Table.Td>)}</Table.Tr>
}
