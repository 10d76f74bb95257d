import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Button, Checkbox } from '@mantine/core'
import { IconPlus, IconUsersGroup } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Answer, Empty, PageHeader, useFormats } from '@tropa/ui'
import { useState } from 'react'
import { useMay } from '../../session'
import { segmentsQuery, type Segment } from './api'
import styles from './SegmentsPage.module.css'
import { useConditionWords } from './words'

/** The segments of the definition with their rules and sizes; two of them can be laid side by side. */
export function SegmentList() {
  const { t } = useLingui()
  const may = useMay('editor')
  const segments = useQuery(segmentsQuery)
  const [chosen, choose] = useState<string[]>([])
  const toggle = (id: string) => choose((now) => (now.includes(id) ? now.filter((one) => one !== id) : [...now, id].slice(-2)))
  const fresh = may && <Button component={Link} to="/segments/new" leftSection={<IconPlus size={16} aria-hidden />}><Trans>New segment</Trans></Button>
  return (
    <>
      <PageHeader
        title={t`Segments`} lead={t`Groups of customers whose journeys are told apart. A customer belongs to the first segment whose rule fits.`}
        actions={<>
          {chosen.length === 2
            ? <Button variant="default" component={Link} to={`/segments/compare/${chosen[0]}/${chosen[1]}`}><Trans>Compare the two chosen</Trans></Button>
            : <Button variant="default" disabled><Trans>Compare two</Trans></Button>}
          {fresh}
        </>}
      />
      <Answer of={segments}>
        {(found) => (found.length === 0
          ? <Empty icon={<IconUsersGroup size={40} />} title={t`No segments yet`} action={fresh}><Trans>Without segments there is one map of everybody. A rule such as “age below 25” makes a group of its own.</Trans></Empty>
          : <List of={found} chosen={chosen} onToggle={toggle} />)}
      </Answer>
    </>
  )
}

function List({ of, chosen, onToggle }: { of: Segment[]; chosen: string[]; onToggle: (id: string) => void }) {
  const formats = useFormats()
  const rest = 1 - of.reduce((sum, one) => sum + (one.share ?? 0), 0)
  return (
    <>
      <ul className={styles.list}>{of.map((one) => <li key={one.id}><Row of={one} chosen={chosen.includes(one.id)} onToggle={() => onToggle(one.id)} /></li>)}</ul>
      {rest > 0.005 && <p className={styles.quiet}><Trans>{formats.share(rest)} of customers with a journey belong to no segment.</Trans></p>}
    </>
  )
}

function Row({ of, chosen, onToggle }: { of: Segment; chosen: boolean; onToggle: () => void }) {
  const { t } = useLingui()
  const formats = useFormats()
  const words = useConditionWords()
  const may = useMay('editor')
  return (
    <article className={styles.segment}>
      <Checkbox checked={chosen} onChange={onToggle} aria-label={t`Choose “${of.title}” to compare`} />
      <div>
        <h2><Link to={`/segments/${of.id}`}>{of.title}</Link></h2>
        <div className={styles.rule}>{of.where.length > 0 ? of.where.map(words).join(' · ') : <Trans>everybody</Trans>}</div>
        {of.persona && <div className={styles.quiet}><Trans>Persona: {of.persona}</Trans></div>}
      </div>
      <div className={styles.size}>
        <strong>{formats.number(of.customers)}</strong>{' '}
        <span className={styles.quiet}><Plural value={of.customers} one="customer" few="customers" many="customers" other="customers" />{of.share !== null && <> · {formats.share(of.share)}</>}</span>
        <span className={styles.bar} aria-hidden><i style={{ width: `${100 * (of.share ?? 0)}%` }} /></span>
      </div>
      <div className={styles.deeds}>
        <Button component={Link} to={`/segments/${of.id}`} variant="light" size="compact-md" aria-label={t`Portrait of “${of.title}”`}><Trans>Portrait</Trans></Button>
        {may && <Button component={Link} to={`/segments/${of.id}/edit`} variant="subtle" size="compact-md" aria-label={t`Change the rule of “${of.title}”`}><Trans>Change</Trans></Button>}
      </div>
    </article>
  )
}
