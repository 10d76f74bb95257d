import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useTools, type About } from '@tropa/grid'
import { Button } from '@mantine/core'
import { IconAlertTriangle, IconBulb, IconWand } from '@tabler/icons-react'
import type { MapDocument } from '@tropa/model'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Answer, Empty, say, sayProblem } from '@tropa/ui'
import { plural } from '@lingui/core/macro'
import { useEffect } from 'react'
import { mapAsks, mapDeeds, type Finding } from './api'
import { goTo } from './page-state'
import styles from './ChecksPanel.module.css'

const ORDER: Finding['severity'][] = ['warning', 'info']
const SIGN = { warning: IconAlertTriangle, info: IconBulb }

/** Where a finding is. */
function aboutFinding({ object, id, stage, lane }: Finding, map: MapDocument): About | null {
  const curve = id?.startsWith('curve:') ? id.slice('curve:'.length) : null
  if (curve) return { kind: 'point', persona: map.personas[0]?.id ?? '', stage: curve }
  if (object === 'card' && id) return { kind: 'card', id }
  if (object === 'stage' && id) return { kind: 'stage', id }
  if (object === 'lane' && id) return { kind: 'lane', id }
  return stage && lane ? { kind: 'cell', stage, lane } : stage ? { kind: 'stage', id: stage } : lane ? { kind: 'lane', id: lane } : null
}

/** What a careful reader would object to, and what can be mended by itself. */
export function ChecksPanel() {
  const { host } = useTools()
  const { mapId } = host.session
  const query = useQuery(mapAsks.checks(mapId))
  const { refetch } = query
  useEffect(() => {
    let wait: ReturnType<typeof setTimeout>
    const stop = host.session.subscribe(() => { clearTimeout(wait); wait = setTimeout(() => void refetch(), 2500) })
    return () => { clearTimeout(wait); stop() }
  }, [host.session, refetch])
  return <Answer of={query}>{(findings) => <Findings findings={findings} />}</Answer>
}

function Findings({ findings }: { findings: Finding[] }) {
  const { t } = useLingui()
  const { host } = useTools()
  const queries = useQueryClient()
  const { mapId } = host.session
  const sorted = findings.toSorted((one, other) => ORDER.indexOf(one.severity) - ORDER.indexOf(other.severity))
  const fixable = sorted.filter((one) => one.fixable)
  const fix = (codes: string[]) => void mapDeeds.fix(mapId, codes).then((done) => {
    queries.setQueryData(mapAsks.checks(mapId).queryKey, done.findings)
    say(plural(done.edits, { one: '# edit made; versions can take it back', few: '# edits made; versions can take them back', many: '# edits made; versions can take them back', other: '# edits made; versions can take them back' }))
  }, sayProblem)
  const severities = { warning: t`Warning`, info: t`Hint` }
  if (sorted.length === 0) return <Empty title={t`Nothing to object to`}><Trans>Every rule for maps is kept.</Trans></Empty>
  return (
    <>
      <p className={styles.sum}>
        <Plural value={sorted.length} one="# finding" few="# findings" many="# findings" other="# findings" />
        {host.may.edit && fixable.length > 1 && <Button size="compact-xs" variant="light" leftSection={<IconWand size={14} aria-hidden />} onClick={() => fix([...new Set(fixable.map((one) => one.code))])}><Trans>Mend what can be mended</Trans></Button>}
      </p>
      <ul className={styles.findings}>
        {sorted.map((one) => {
          const Sign = SIGN[one.severity]
          const about = aboutFinding(one, host.session.document())
          return (
            <li key={one.key} className={styles.finding} data-severity={one.severity}>
              <Sign size={16} aria-label={severities[one.severity]} />
              <div>
                {about ? <button type="button" className={styles.go} onClick={() => goTo(host.store, about)}>{one.sentence}</button> : <span>{one.sentence}</span>}
                <p className={styles.rule}>{one.code} · {one.rule}</p>
                {host.may.edit && one.fixable && <Button size="compact-xs" variant="default" onClick={() => fix([one.code])}><Trans>Mend</Trans></Button>}
              </div>
            </li>
          )
        })}
      </ul>
    </>
  )
}
