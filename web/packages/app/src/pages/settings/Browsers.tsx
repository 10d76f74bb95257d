import { Trans, useLingui } from '@lingui/react/macro'
import { Badge, Button } from '@mantine/core'
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { Answer, ask, say, sayProblem, useFormats } from '@tropa/ui'
import { Section } from '../../Sections'
import styles from '../../Sections.module.css'
import { deviceIn } from './device'

interface Browser {
  id: string
  way: string
  device: string
  address: string
  created: string
  seen: string
  expires: string
  current: boolean
}

const browsersQuery = queryOptions({ queryKey: ['browsers'], queryFn: () => ask<Browser[]>('/api/sessions') })

/** The browsers one has signed in with; each can be signed out from here. */
export function Browsers() {
  const { t } = useLingui()
  const browsers = useQuery(browsersQuery)
  return (
    <Section title={t`Where you are signed in`} lead={<Trans>Sign out what you do not know, and set a new password then.</Trans>}>
      <Answer of={browsers}>{(all) => <ul className={styles.list}>{all.map((one) => <li key={one.id} className={styles.item}><Row browser={one} /></li>)}</ul>}</Answer>
    </Section>
  )
}

function Row({ browser }: { browser: Browser }) {
  const { t } = useLingui()
  const formats = useFormats()
  const queries = useQueryClient()
  const ways: Record<string, string> = { password: t`by password`, link: t`by a one-time link`, invitation: t`by invitation`, oidc: t`through another account` }
  const { browser: name, system } = deviceIn(browser.device)
  const device = [name, system].filter(Boolean).join(', ') || t`Unknown browser`
  function end() {
    ask<void>(`/api/sessions/${browser.id}`, { method: 'DELETE' })
      .then(() => queries.invalidateQueries(browsersQuery)).then(() => say(t`Signed out`)).catch(sayProblem)
  }
  return (
    <>
      <div>
        <div className={styles.name}>{device}</div>
        <div className={styles.facts}>{[browser.address, ways[browser.way] ?? browser.way].filter(Boolean).join(' · ')} · <Trans>last seen {formats.relative(browser.seen)}</Trans></div>
      </div>
      {browser.current
        ? <Badge variant="light"><Trans>this browser</Trans></Badge>
        : <Button variant="default" onClick={end} aria-label={t`Sign out: ${device}`}><Trans>Sign out</Trans></Button>}
    </>
  )
}
