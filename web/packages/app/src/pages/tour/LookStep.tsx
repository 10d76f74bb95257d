import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Answer, Problem } from '@tropa/ui'
import { JobProgress } from '../../JobProgress'
import type { Job } from '../../maps'
import { READER_WORDS, ROLE_WORDS } from '../../reading'
import { lookQuery, startImport, type Look } from './tour'
import styles from './TourPage.module.css'

/** What was recognised in the file; taking it in. */
export function LookStep({ upload, over, onImported }: { upload: string; over: boolean; onImported: (job: Job) => void }) {
  const { t } = useLingui()
  const look = useQuery(lookQuery(upload))
  const taking = useMutation({ mutationFn: () => startImport(upload) })
  return (
    <Answer of={look}>
      {(seen) => (
        <>
          <Recognised look={seen} />
          {!over && <Columns look={seen} />}
          {taking.error && <Problem error={taking.error} />}
          {over ? null : taking.data
            ? <JobProgress id={taking.data.id} label={t`Taking in the file`} onDone={onImported} />
            : (
              <div className={styles.stages}>
                <Button disabled={seen.broken} loading={taking.isPending} onClick={() => taking.mutate()}><Trans>That is right, take it in</Trans></Button>
                <Button component={Link} to="/data/upload" variant="default"><Trans>Correct the columns</Trans></Button>
              </div>
            )}
        </>
      )}
    </Answer>
  )
}

/** The word for a reader or a role; itself where there is none. */
function useWords() {
  const { i18n } = useLingui()
  return (key: string, words: typeof ROLE_WORDS) => (words[key] ? i18n._(words[key]) : key)
}

function Recognised({ look }: { look: Look }) {
  const reader = useWords()(look.reader, READER_WORDS)
  return (
    <>
      {look.broken
        ? <p><Trans>This file cannot be read as it is. Correct the columns or choose another.</Trans></p>
        : <p><Trans>Recognised as <strong>{reader}</strong>.</Trans> <Plural value={look.looked_at} one="# row was looked at" few="# rows were looked at" many="# rows were looked at" other="# rows were looked at" />, <Plural value={look.rejected} _0="all are fine." one="# would be refused." few="# would be refused." many="# would be refused." other="# would be refused." /></p>}
    </>
  )
}

/** The columns and what each is taken for; folded up where the reader knows such files. */
function Columns({ look }: { look: Look }) {
  const inWords = useWords()
  const guessed = look.columns.some((one) => one.role)
  if (look.columns.length === 0) return null
  return (
    <details open={guessed}>
      <summary><Plural value={look.columns.length} one="# column" few="# columns" many="# columns" other="# columns" /></summary>
      <ul className={styles.columns}>
        {look.columns.slice(0, 24).map((one) => (
          <li key={one.name} className={styles.column}>
            <strong>{one.name}</strong>
            {one.role && inWords(one.role, ROLE_WORDS)}
            {one.examples[0] && <div className={styles.quiet}>{one.examples[0].slice(0, 60)}</div>}
          </li>
        ))}
      </ul>
    </details>
  )
}
