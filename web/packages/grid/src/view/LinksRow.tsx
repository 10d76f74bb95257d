import { t } from '@lingui/core/macro'
import type { Link } from '@tropa/model'
import { useMemo } from 'react'
import { removePart } from '../state'
import { useGrid, usePart, useTools } from './context'
import type { GridHands } from './hands'
import grid from './MapGrid.module.css'
import styles from './LinksRow.module.css'

/** Ways from stage to stage that are not the next one: branches, loops back and jumps, as arrows under the heads. */
export function LinksRow({ row }: { row: number }) {
  const links = usePart((map) => map.links)
  const columns = useGrid((_, layout) => layout.columns)
  const shown = useMemo(() => {
    const place = (stage: string) => columns.findIndex((one) => one.id === stage)
    return links.filter((link) => !link.deleted && place(link.source) >= 0 && place(link.target) >= 0)
      .map((link) => ({ link, from: place(link.source), to: place(link.target) }))
  }, [links, columns])
  return (
    <div role="row" className={grid.row}>
      <div role="rowheader" className={styles.label} style={{ gridRow: row, gridColumn: 1 }}>{t`Other ways`}</div>
      <div role="gridcell" tabIndex={-1} className={styles.bows} style={{ gridRow: row, gridColumn: '2 / -1', gridTemplateColumns: `repeat(${columns.length}, minmax(0, 1fr))` }}>
        {shown.map(({ link, from, to }) => <Bow key={link.id} link={link} from={from} to={to} />)}
      </div>
    </div>
  )
}

function Bow({ link, from, to }: { link: Link; from: number; to: number }) {
  const { host, hands } = useTools()
  const columns = useGrid((_, layout) => layout.columns)
  const [left, right] = from < to ? [from, to] : [to, from]
  const words = { branch: t`branch`, loop: t`loop back`, jump: t`jump` }[link.kind]
  const share = link.share === null ? '' : new Intl.NumberFormat(undefined, { style: 'percent', maximumSignificantDigits: 2 }).format(link.share)
  return (
    <div className={`${styles.bow} ${styles[link.kind]} ${to < from ? styles.back : ''} ${from === to ? styles.here : ''}`} style={{ gridColumn: `${left + 1} / ${right + 2}`, '--k': right - left + 1 } as React.CSSProperties}>
      <span>{link.label || words}{share && <b> {share}</b>}</span>
      <span className="only-spoken">{t`from ${columns[from]!.title} to ${columns[to]!.title}`}</span>
      {host.may.structure && <button type="button" tabIndex={-1} className={styles.remove} aria-label={t`Delete the link`} onClick={() => (hands as GridHands).edit(removePart('link', link.id))}>×</button>}
    </div>
  )
}
