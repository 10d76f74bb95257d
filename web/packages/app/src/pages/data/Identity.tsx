import { Trans, useLingui } from '@lingui/react/macro'
import { Table } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Answer, useFormats } from '@tropa/ui'
import { identityQuery, type IdentityOverview } from './api'
import styles from './DataPage.module.css'
import { Section, ShareBar, Tiles } from './parts'
import { SHARED_WORDS } from './words'

/** How ids were joined into customers, and which were not joined and why. */
export function Identity() {
  const identity = useQuery(identityQuery)
  return <Answer of={identity}>{(found) => <Found of={found} />}</Answer>
}

function Found({ of }: { of: IdentityOverview }) {
  const { t } = useLingui()
  const formats = useFormats()
  const count = (name: string) => { const value = of.counts[name]; return value === null || value === undefined ? '—' : formats.number(value) }
  const rate = of.counts['stitch_rate']
  return (
    <>
      <Tiles of={[
        [t`Ids`, count('ids')], [t`Customers`, count('customers')], [t`Joined from several ids`, count('merged')], [t`Devices`, count('devices')],
        [t`Devices of a known person`, rate === null || rate === undefined ? '—' : formats.share(rate)], [t`Shared devices`, count('shared_devices')], [t`Ids held out`, count('held_out')],
      ]} />
      <Kinds of={of.kinds} />
      <Section title={<Trans>Sources</Trans>} lead={<Trans>The share of a source’s rows whose customer is a known person, not only a device.</Trans>}>
        <div className={styles.scroll} role="group" tabIndex={0}>
          <Table verticalSpacing={6}>
            <Table.Thead><Table.Tr><Table.Th><Trans>Source</Trans></Table.Th><Table.Th className={styles.number}><Trans>Rows</Trans></Table.Th><Table.Th><Trans>Of known persons</Trans></Table.Th></Table.Tr></Table.Thead>
            <Table.Tbody>{of.sources.map((one) => <Table.Tr key={one.source}><Table.Td fw={600}>{one.source}</Table.Td><Table.Td className={styles.number}>{formats.number(one.rows)}</Table.Td><Table.Td><ShareBar share={one.known_share} /></Table.Td></Table.Tr>)}</Table.Tbody>
          </Table>
        </div>
      </Section>
      <Doubtful of={of.shared} />
      <Merges of={of.merges} />
    </>
  )
}

function Kinds({ of }: { of: IdentityOverview['kinds'] }) {
  const formats = useFormats()
  return (
    <Section title={<Trans>Kinds of ids</Trans>}>
      <div className={styles.scroll} role="group" tabIndex={0}>
        <Table verticalSpacing={6}>
          <Table.Thead><Table.Tr><Table.Th><Trans>Kind</Trans></Table.Th><Table.Th className={styles.number}><Trans>Ids</Trans></Table.Th><Table.Th><Trans>Linked to a person</Trans></Table.Th><Table.Th className={styles.number}><Trans>Shared</Trans></Table.Th><Table.Th className={styles.number}><Trans>Held out</Trans></Table.Th></Table.Tr></Table.Thead>
          <Table.Tbody>
            {of.map((one) => (
              <Table.Tr key={one.kind}>
                <Table.Td className={styles.code}>{one.kind}</Table.Td><Table.Td className={styles.number}>{formats.number(one.ids)}</Table.Td><Table.Td><ShareBar share={one.ids ? one.linked / one.ids : null} /></Table.Td>
                <Table.Td className={styles.number}>{formats.number(one.shared)}</Table.Td><Table.Td className={styles.number}>{formats.number(one.held_out)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </Section>
  )
}

function Doubtful({ of }: { of: IdentityOverview['shared'] }) {
  const { i18n } = useLingui()
  const formats = useFormats()
  if (of.length === 0) return null
  return (
    <Section title={<Trans>Ids that do not tell one customer</Trans>}>
      <div className={styles.scroll} role="group" tabIndex={0}>
        <Table verticalSpacing={6}>
          <Table.Thead><Table.Tr><Table.Th><Trans>Id</Trans></Table.Th><Table.Th><Trans>What was done</Trans></Table.Th><Table.Th className={styles.number}><Trans>Customers</Trans></Table.Th></Table.Tr></Table.Thead>
          <Table.Tbody>{of.map((one) => <Table.Tr key={one.id}><Table.Td className={styles.code}>{one.id}</Table.Td><Table.Td>{SHARED_WORDS[one.role] ? i18n._(SHARED_WORDS[one.role]!) : one.role}</Table.Td><Table.Td className={styles.number}>{one.customers ? formats.number(one.customers) : '—'}</Table.Td></Table.Tr>)}</Table.Tbody>
        </Table>
      </div>
    </Section>
  )
}

function Merges({ of }: { of: IdentityOverview['merges'] }) {
  const formats = useFormats()
  if (of.length === 0) return null
  return (
    <Section title={<Trans>Why two ids are one customer</Trans>} lead={<Trans>The customers with most ids; each id, what it was joined with, where and when both were first seen together.</Trans>}>
      <div className={styles.scroll} role="group" tabIndex={0}>
        <Table verticalSpacing={6}>
          <Table.Thead><Table.Tr><Table.Th><Trans>Customer</Trans></Table.Th><Table.Th><Trans>Id</Trans></Table.Th><Table.Th><Trans>Joined with</Trans></Table.Th><Table.Th><Trans>Source</Trans></Table.Th><Table.Th><Trans>First seen together</Trans></Table.Th></Table.Tr></Table.Thead>
          <Table.Tbody>
            {of.map((one, place) => (
              <Table.Tr key={place}><Table.Td className={styles.code}>{one.customer}</Table.Td><Table.Td className={styles.code}>{one.id}</Table.Td><Table.Td className={styles.code}>{one.joined}</Table.Td><Table.Td>{one.source ?? '—'}</Table.Td><Table.Td>{one.first_seen ? formats.dayTime(one.first_seen) : '—'}</Table.Td></Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </Section>
  )
}
