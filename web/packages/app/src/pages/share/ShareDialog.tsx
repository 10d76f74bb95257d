import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Button, Modal } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Answer, confirm, say, sayProblem, useFormats } from '@tropa/ui'
import { useHideable } from './hiding'
import { NewLink } from './NewLink'
import styles from './ShareDialog.module.css'
import { closeShare, sharesQuery, type Share } from './shares'

interface Props {
  mapId: string
  opened?: boolean
  onClose?: () => void
}

/** The links to a map for outsiders: which there are, closing one, making another. */
export function ShareDialog({ mapId, opened = true, onClose = () => undefined }: Props) {
  const { t } = useLingui()
  const shares = useQuery({ ...sharesQuery(mapId), enabled: opened })
  return (
    <Modal opened={opened} onClose={onClose} title={t`Share the map`} size="lg" closeButtonProps={{ 'aria-label': t`Close` }}>
      <Answer of={shares}>
        {(all) => all.length === 0
          ? <p className={styles.quiet}><Trans>Nobody outside the workspace sees this map.</Trans></p>
          : <ul className={styles.list}>{all.map((one) => <li key={one.id}><LinkRow share={one} /></li>)}</ul>}
      </Answer>
      <NewLink map={mapId} />
    </Modal>
  )
}

function LinkRow({ share }: { share: Share }) {
  const { t } = useLingui()
  const formats = useFormats()
  const queries = useQueryClient()
  const hideable = useHideable()
  const name = share.name || t`Link without a name`
  const hidden = share.hidden.map((kind) => hideable.find((one) => one.value === kind)?.label.toLocaleLowerCase() ?? kind)
  async function close() {
    const sure = await confirm({ title: t`Close the link “${name}”?`, body: t`Whoever came by it is sent away at once.`, action: t`Close the link`, grave: true })
    if (!sure) return
    closeShare(share.map_id, share.id).then(() => {
      say(t`The link is closed`)
      return queries.invalidateQueries(sharesQuery(share.map_id))
    }).catch(sayProblem)
  }
  return (
    <div className={styles.link}>
      <div>
        <div className={styles.name}>{name}</div>
        <div className={styles.facts}>
          {share.role === 'commenter' ? <Trans>read and comment</Trans> : <Trans>only read</Trans>}
          {' · '}{share.expires ? <Trans>until {formats.day(share.expires)}</Trans> : <Trans>no end</Trans>}
          {share.has_password && <>{' · '}<Trans>with a password</Trans></>}
          {' · '}<Plural value={share.opened} _0="not opened yet" one="opened # time" few="opened # times" many="opened # times" other="opened # times" />
        </div>
        {hidden.length > 0 && <div className={styles.facts}><Trans>not shown: {formats.list(hidden)}</Trans></div>}
      </div>
      <Button variant="default" onClick={() => void close()}><Trans>Close the link</Trans></Button>
    </div>
  )
}
