import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { MapDocument, Persona } from '@tropa/model'
import { Answer, Empty, PageHeader, useFormats } from '@tropa/ui'
import { useMay } from '../../session'
import { documentQuery, isView, personasQuery, VIEWS, type PersonaAtMap } from './api'
import { Editor } from './Editor'
import { Portrait } from './Portrait'
import styles from './PersonasPage.module.css'
import { Sibling } from './Sibling'
import { VIEW_WORDS } from './words'

interface Shown {
  map: string
  id: string
  /** "" is the portrait. */
  part: string
}

/** One persona as it stands in a map: portrait, editor, and the map's other views. */
export function PersonaView({ map, id, part }: Shown) {
  const { t } = useLingui()
  const document = useQuery(documentQuery(map))
  return (
    <Answer of={document}>
      {(found) => {
        const persona = found.personas.find((one) => one.id === id)
        return persona ? <Found persona={persona} document={found} part={part} /> : <Empty title={t`This persona is no longer in the map`} action={<Link to="/personas"><Trans>All personas</Trans></Link>} />
      }}
    </Answer>
  )
}

function Found({ persona, document, part }: { persona: Persona; document: MapDocument; part: string }) {
  const formats = useFormats()
  const places = usePlaces(document.id, persona.id)
  const words = [persona.role, persona.segment].filter(Boolean).join(' · ')
  return (
    <>
      <PageHeader
        title={persona.name}
        lead={<>{words}{persona.size !== null && <>{words && ' · '}<Plural value={persona.size} one="# customer" few="# customers" many="# customers" other="# customers" />{persona.share !== null && <> ({formats.share(persona.share)})</>}</>}</>}
        actions={<Link to={`/maps/${document.id}`}><Trans>Open the map “{document.title}”</Trans></Link>}
      />
      <Parts map={document.id} id={persona.id} at={part} />
      {part === 'edit' ? <Editor persona={persona} map={document.id} places={places} />
        : isView(part) ? <Sibling map={document.id} persona={persona.id} view={part} /> : <Portrait of={persona} map={document.id} />}
    </>
  )
}

/** All maps the persona stands in, with this one. */
function usePlaces(map: string, id: string): PersonaAtMap[] {
  const { data } = useQuery(personasQuery)
  return data?.find((one) => one.persona.id === id && one.maps.some((place) => place.id === map))?.maps ?? []
}

function Parts({ map, id, at }: { map: string; id: string; at: string }) {
  const { t, i18n } = useLingui()
  const may = useMay('editor')
  const all: [string, string][] = [['', t`Portrait`], ...(may ? [['edit', t`Edit`] as [string, string]] : []), ...VIEWS.map((view): [string, string] => [view, i18n._(VIEW_WORDS[view])])]
  return (
    <nav className={styles.parts} aria-label={t`Views of the persona`}>
      {all.map(([part, name]) => <Link key={part} to={`/personas/${map}/${id}${part && `/${part}`}`} activeOptions={{ exact: true }} activeProps={{}} aria-current={part === at ? 'page' : undefined}>{name}</Link>)}
    </nav>
  )
}
