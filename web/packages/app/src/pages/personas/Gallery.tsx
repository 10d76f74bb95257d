import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Button, Checkbox, TextInput } from '@mantine/core'
import { IconAlertTriangle, IconMoodSmile } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Persona } from '@tropa/model'
import { Answer, Empty, PageHeader, PersonAvatar, useFormats } from '@tropa/ui'
import { useState } from 'react'
import { personasQuery, type PersonaSummary } from './api'
import styles from './PersonasPage.module.css'

/** Every persona of every map, once: who they are, how many they stand for, where, and how well they are known. */
export function Gallery() {
  const { t } = useLingui()
  const personas = useQuery(personasQuery)
  const [chosen, choose] = useState<PersonaSummary[]>([])
  const [words, find] = useState('')
  const toggle = (one: PersonaSummary) => choose((now) => (now.some((each) => each.key === one.key) ? now.filter((each) => each.key !== one.key) : [...now, one].slice(-2)))
  const [one, other] = chosen
  return (
    <>
      <PageHeader
        title={t`Personas`} lead={t`Whose journeys your maps tell. Each trait says where it is known from.`}
        actions={one && other
          ? <Button component={Link} to={`/personas/compare/${one.map}/${one.persona.id}/${other.map}/${other.persona.id}`}><Trans>Compare the two chosen</Trans></Button>
          : <Button disabled><Trans>Compare two</Trans></Button>}
      />
      <Answer of={personas}>
        {(found) => (found.length === 0 ? (
          <Empty icon={<IconMoodSmile size={40} />} title={t`No personas yet`} action={<Button component={Link} to="/segments"><Trans>To the segments</Trans></Button>}><Trans>A map drafted from data has the persona of its segment; a map of your own has those you add in its header.</Trans></Empty>
        ) : (
          <>
            <TextInput type="search" mb="md" maw={360} aria-label={t`Find a persona`} placeholder={t`Find a persona`} value={words} onChange={(event) => find(event.currentTarget.value)} />
            <ul className={styles.gallery}>
              {found.filter(({ persona }) => `${persona.name} ${persona.segment} ${persona.role}`.toLowerCase().includes(words.toLowerCase())).map((each) => (
                <li key={each.key}><Card of={each} chosen={chosen.some((one) => one.key === each.key)} onToggle={() => toggle(each)} /></li>
              ))}
            </ul>
          </>
        ))}
      </Answer>
    </>
  )
}

/** The picture of a persona, or initials on their colour. */
export function Face({ of, size }: { of: Persona; size: number }) {
  if (of.picture) return <img className={styles.picture} src={of.picture.data} alt={of.picture.alt} width={size} height={size} />
  return <PersonAvatar name={of.name} colour={of.colour ?? '#1d3f9c'} size={size} />
}

function Card({ of, chosen, onToggle }: { of: PersonaSummary; chosen: boolean; onToggle: () => void }) {
  const { t } = useLingui()
  const formats = useFormats()
  const { persona } = of
  return (
    <article className={styles.card}>
      <header className={styles.head}>
        <Face of={persona} size={48} />
        <div>
          <h2><Link to={`/personas/${of.map}/${persona.id}`}>{persona.name}</Link></h2>
          <span className={styles.quiet}>{[persona.role, persona.segment].filter(Boolean).join(' · ')}</span>
        </div>
      </header>
      <div>
        {persona.quote && <blockquote className={styles.quote}><Trans>“{persona.quote}”</Trans></blockquote>}
      </div>
      <footer>
        <ul className={styles.facts}>
          {persona.size !== null && <li className="numbers"><Plural value={persona.size} one="# customer" few="# customers" many="# customers" other="# customers" />{persona.share !== null && <> ({formats.share(persona.share)})</>}</li>}
          <li><Plural value={of.maps.length} one="in # map" few="in # maps" many="in # maps" other="in # maps" /></li>
          <li className={of.sourced < of.traits ? styles.warn : undefined}><Sourced of={of} /></li>
          {of.differs && <li className={styles.warn}><IconAlertTriangle size={14} aria-hidden /> <Trans>the maps do not agree</Trans></li>}
        </ul>
        <div className={styles.foot}>
          <Checkbox size="sm" checked={chosen} onChange={onToggle} label={t`compare`} aria-label={t`Choose ${persona.name} to compare`} />
        </div>
      </footer>
    </article>
  )
}

function Sourced({ of }: { of: PersonaSummary }) {
  if (of.traits === 0) return <Trans>no traits</Trans>
  return of.sourced === of.traits
    ? <Plural value={of.traits} one="# trait, sourced" few="# traits, all sourced" many="# traits, all sourced" other="# traits, all sourced" />
    : <Trans>{of.sourced} of {of.traits} traits sourced</Trans>
}
