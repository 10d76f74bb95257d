import { t } from '@lingui/core/macro'
import { useCallback, useSyncExternalStore } from 'react'
import { useTools } from './context'
import styles from './CellPeers.module.css'

/** Others who are at a cell: an outline in their colour and their name; never colour alone. */
export function CellPeers({ stage, lane }: { stage: string; lane: string }) {
  const { session, showPeers } = useTools().host
  const said = useSyncExternalStore(
    useCallback((hear: () => void) => session.subscribePeers(hear), [session]),
    () => session.peers().filter((peer) => peer.at?.stage === stage && peer.at.lane === lane && !peer.idle)
      .slice(0, 12).map((peer) => `${peer.colour}\t${peer.name}\t${peer.editing ? 1 : 0}`).join('\n'),
  )
  if (!said || !showPeers) return null
  const here = said.split('\n').map((line) => line.split('\t') as [string, string, string])
  return (
    <span className={styles.peers} style={{ '--peer': here[0]![0] } as React.CSSProperties}>
      {here.map(([colour, name, editing], place) => (
        <span key={place} className={styles.name} style={{ '--peer': colour } as React.CSSProperties}>{editing === '1' ? t`${name} is writing` : name}</span>
      ))}
    </span>
  )
}
