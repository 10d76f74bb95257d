import { useLingui } from '@lingui/react/macro'
import { useGrid, useTools } from '@tropa/grid'
import { Menu, Tooltip } from '@mantine/core'
import { usePeers, type Peer, type Place } from '@tropa/sync'
import { announce, PersonAvatar } from '@tropa/ui'
import { useState } from 'react'
import { useRoles } from '../../session'
import styles from './Peers.module.css'

const went = (at: Place) => document.querySelector('[role="grid"]')?.dispatchEvent(new CustomEvent('tropa:follow', { detail: at }))
const MOST = 5

/** Who else is here; a click goes where they go. */
export function Peers({ shown }: { shown: boolean }) {
  const { t } = useLingui()
  const roles = useRoles()
  const { session } = useTools().host
  const peers = usePeers(session)
  const [followed, setFollowed] = useState<number | null>(null)
  useGrid((state) => state.look)
  if (!shown || peers.length === 0) return null
  const follow = (peer: Peer) => {
    const next = session.following === peer.client ? null : peer.client
    session.follow(next, went)
    setFollowed(next)
    announce(next === null ? t`Following nobody` : t`Following ${peer.name}`)
  }
  const rest = session.peerCount - Math.min(MOST, peers.length)
  return (
    <ul className={styles.peers} aria-label={t`Here now`}>
      {peers.slice(0, MOST).map((peer) => (
        <li key={peer.client}>
          <Tooltip label={followed === peer.client ? t`${peer.name}: stop following` : t`${peer.name} (${roles[peer.role]}): follow`}>
            <button type="button" className={styles.peer} data-idle={peer.idle || undefined} aria-pressed={followed === peer.client} style={{ '--peer': peer.colour } as React.CSSProperties} onClick={() => follow(peer)}>
              <PersonAvatar name={peer.name} colour={peer.colour} size={28} named />
            </button>
          </Tooltip>
        </li>
      ))}
      {rest > 0 && (
        <li>
          <Menu><Menu.Target><button type="button" className={styles.rest}>+{rest}</button></Menu.Target>
            <Menu.Dropdown>{peers.slice(MOST).map((peer) => <Menu.Item key={peer.client} leftSection={<PersonAvatar name={peer.name} colour={peer.colour} size={22} />} onClick={() => follow(peer)}>{peer.name}</Menu.Item>)}</Menu.Dropdown>
          </Menu>
        </li>
      )}
    </ul>
  )
}
