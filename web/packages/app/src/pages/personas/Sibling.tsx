import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Answer } from '@tropa/ui'
import { viewAddress, viewQuery, type View } from './api'
import styles from './PersonasPage.module.css'
import { VIEW_WORDS } from './words'

/** Another view of the map's objects, drawn by the server and shown apart from the page: no scripts, no way out. */
export function Sibling({ map, persona, view }: { map: string; persona: string; view: View }) {
  const { i18n } = useLingui()
  const page = useQuery(viewQuery(map, view, persona))
  return (
    <>
      <p>
        <Trans>Save as</Trans> {['svg', 'pdf', 'png', 'markdown'].map((format) => <span key={format}><a href={viewAddress(map, view, persona, format)} download={`${view}.${format === 'markdown' ? 'md' : format}`}>{format === 'markdown' ? 'Markdown' : format.toUpperCase()}</a> </span>)}
      </p>
      <Answer of={page}>{(html) => <iframe className={styles.frame} sandbox="" srcDoc={html} title={i18n._(VIEW_WORDS[view])} />}</Answer>
    </>
  )
}
