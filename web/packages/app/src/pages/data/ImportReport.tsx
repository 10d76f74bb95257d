import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Answer, useFormats } from '@tropa/ui'
import { importQuery, type ImportDetails } from './api'
import styles from './DataPage.module.css'
import { Assumed, RefusedRows, Section, Tiles } from './parts'

/** What an import took, what it assumed, and each row it refused. */
export function ImportReport() {
  const { _splat = '' } = useParams({ strict: false }) as { _splat?: string }
  const report = useQuery(importQuery(_splat.split('/')[1] ?? ''))
  return (
    <>
      <Button component={Link} to="/data" variant="subtle" size="compact-sm" mb="md"><Trans>← All sources</Trans></Button>
      <Answer of={report}>{(found) => <Report of={found} />}</Answer>
    </>
  )
}

/** The report itself; also shown right after an import. */
export function Report({ of }: { of: ImportDetails }) {
  const { t } = useLingui()
  const formats = useFormats()
  const { summary } = of
  return (
    <>
      <Section title={<Trans>Import of {summary.file}</Trans>} lead={<Trans>Into the source “{summary.source}”, {formats.dayTime(summary.time)}</Trans>}>
        <Tiles of={[[t`Rows in the file`, formats.number(summary.rows)], [t`Taken`, formats.number(summary.accepted)], [t`Already there`, formats.number(summary.duplicates)], [t`Refused`, formats.number(summary.rejected)]]} />
      </Section>
      <Section title={<Trans>Refused rows</Trans>}>
        {summary.rejected === 0 ? <p className={styles.quiet}><Trans>Every row was taken.</Trans></p> : <RefusedRows rows={of.refusals} all={summary.rejected} />}
      </Section>
      {of.assumptions.length > 0 && <Section title={<Trans>What was assumed</Trans>}><Assumed assumptions={of.assumptions} /></Section>}
    </>
  )
}
