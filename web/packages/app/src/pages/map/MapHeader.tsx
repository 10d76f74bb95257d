import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { setPart, tellRefused, useDocument, useTools } from '@tropa/grid'
import type { Persona } from '@tropa/model'
import { PersonAvatar, useFormats } from '@tropa/ui'
import { IconClockExclamation, IconTarget, IconUsers } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import styles from './MapHeader.module.css'

/** Whose journey it is, told at a glance: title, personas, goal, period, how many customers and how fresh. */
export function MapHeader({ narrow = false }: { narrow?: boolean }) {
  const { host } = useTools()
  const map = useDocument()
  const stale = host.stale.size
  const formats = useFormats()
  return (
    <header className={styles.header} lang={map.language} data-narrow={narrow || undefined}>
      <div className={styles.who}>
        {map.personas.slice(0, narrow ? 1 : 5).map((one) => <PersonaFace key={one.id} persona={one} />)}
      </div>
      <div className={styles.words}>
        <Title />
        <p className={styles.line}>{personaLine(map.personas)}</p>
      </div>
      {!narrow && (
        <ul className={styles.facts}>
          {map.goal && <li><IconTarget size={15} aria-hidden /><span className="only-spoken"><Trans>Goal:</Trans> </span>{map.goal}</li>}
          {map.customers !== null && <li className="numbers"><IconUsers size={15} aria-hidden /><Customers customers={map.customers} total={map.customers_total} /></li>}
          {map.horizon && <li className="numbers">{formats.day(map.horizon.start)} – {formats.day(map.horizon.end)}</li>}
          {stale > 0
            ? <li className={styles.stale}><IconClockExclamation size={15} aria-hidden /><Plural value={stale} one="# number is out of date" few="# numbers are out of date" many="# numbers are out of date" other="# numbers are out of date" /></li>
            : map.refreshed && <li><Trans>numbers of {formats.day(map.refreshed)}</Trans></li>}
        </ul>
      )}
    </header>
  )
}

function Customers({ customers, total }: { customers: number; total: number | null }) {
  const formats = useFormats()
  if (total === null || total === customers) return <Plural value={customers} one="# customer" few="# customers" many="# customers" other="# customers" />
  return <Trans>{formats.number(customers)} of {formats.number(total)} customers</Trans>
}

function personaLine(personas: readonly Persona[]): string {
  if (personas.length === 1) return [personas[0]!.name, personas[0]!.role, personas[0]!.quote].filter(Boolean).join(' · ')
  return personas.map((one) => one.name).join(', ')
}

function PersonaFace({ persona }: { persona: Persona }) {
  if (persona.picture) return <img className={styles.face} src={persona.picture.data} alt={persona.picture.alt || persona.name} width={44} height={44} />
  return <PersonAvatar name={persona.name} colour={persona.colour ?? '#2458d3'} size={44} named />
}

/** The title; who may edit writes in it. */
function Title() {
  const { t } = useLingui()
  const { host } = useTools()
  const map = useDocument()
  const [typed, setTyped] = useState<string | null>(null)
  const left = useRef(false)
  if (!host.may.edit) return <h1 className={styles.title}>{map.title}</h1>
  const save = () => {
    const next = typed?.trim()
    if (!left.current && next && next !== map.title) {
      try { host.session.edit(setPart('map', map.id, { title: next })) } catch (error) { tellRefused(error) }
    }
    left.current = false
    setTyped(null)
  }
  return (
    <h1 className={styles.title}>
      <input
        className={styles.field} value={typed ?? map.title} aria-label={t`Title of the map`} maxLength={300} size={Math.max(12, (typed ?? map.title).length)}
        onChange={(event) => setTyped(event.target.value)} onBlur={save}
        onKeyDown={(event) => {
          if (event.key === 'Escape') left.current = true
          if (event.key === 'Enter' || event.key === 'Escape') event.currentTarget.blur()
        }}
      />
    </h1>
  )
}
