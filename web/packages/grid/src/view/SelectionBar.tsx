import { plural, t } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Menu } from '@mantine/core'
import { cardOf } from '@tropa/model'
import { CURVES, moveCards, setCards } from '../state'
import { LANE_WORDS, STATUS_WORDS } from '../state/words'
import { useGrid, useTools } from './context'
import type { GridHands } from './hands'
import { LaneIcon } from './icons'
import styles from './SelectionBar.module.css'

const COLOURS = ['#4560DE', '#7F50C8', '#A94F73', '#2070A6', '#3A7775', '#B94A2A', '#347A42', '#5F6C7B']

/** How many cards are selected, and what can be done with all of them at once. */
export function SelectionBar() {
  const { host, hands } = useTools()
  const { i18n } = useLingui()
  const selected = useGrid((state) => state.selected)
  const lanes = useGrid((_, layout) => layout.lanes)
  const own = hands as GridHands
  if (selected.size < 2) return null
  const cards = [...selected]
  const n = cards.length
  const convert = (lane: string) => {
    const map = host.session.document()
    const byStage = new Map<string, string[]>()
    for (const id of own.targets()) {
      const stage = cardOf(map, id)?.stage ?? ''
      byStage.set(stage, [...(byStage.get(stage) ?? []), id])
    }
    own.edit([...byStage].flatMap(([stage, ids]) => moveCards(map, ids, stage, lane)), t`Converted`)
  }
  const proposed = cards.filter((id) => cardOf(host.session.document(), id)?.state === 'proposed')
  return (
    <div className={styles.bar} role="toolbar" aria-label={t`Selected cards`}>
      <span role="status">{plural(n, { one: '# card selected', other: '# cards selected' })}</span>
      {host.may.edit && (
        <>
          <Menu><Menu.Target><button type="button"><Trans>Colour</Trans></button></Menu.Target><Menu.Dropdown>
            <div className={styles.colours}>
              {COLOURS.map((colour) => <button key={colour} type="button" aria-label={colour} style={{ background: colour }} onClick={() => own.edit(setCards(cards, { colour }))} />)}
            </div>
            <Menu.Item onClick={() => own.edit(setCards(cards, { colour: null }))}><Trans>No colour of its own</Trans></Menu.Item>
          </Menu.Dropdown></Menu>
          <button type="button" onClick={() => own.open({ kind: 'tags', cards })}><Trans>Tags</Trans></button>
          <button type="button" onClick={() => own.open({ kind: 'move', cards: own.targets() })}><Trans>Move to…</Trans></button>
          <Menu><Menu.Target><button type="button"><Trans>Convert</Trans></button></Menu.Target><Menu.Dropdown mah={360} style={{ overflowY: 'auto' }}>
            {lanes.filter((row) => !CURVES.has(row.lane.kind)).map((row) => <Menu.Item key={row.lane.id} leftSection={<LaneIcon kind={row.lane.kind} />} onClick={() => convert(row.lane.id)}>{row.lane.title} <small>{i18n._(LANE_WORDS[row.lane.kind])}</small></Menu.Item>)}
          </Menu.Dropdown></Menu>
          <Menu><Menu.Target><button type="button"><Trans>Status</Trans></button></Menu.Target><Menu.Dropdown>
            {(Object.keys(STATUS_WORDS) as (keyof typeof STATUS_WORDS)[]).map((status) => <Menu.Item key={status} onClick={() => own.edit(setCards(cards, { status }))}>{i18n._(STATUS_WORDS[status])}</Menu.Item>)}
            <Menu.Item onClick={() => own.edit(setCards(cards, { status: null }))}><Trans>No status</Trans></Menu.Item>
          </Menu.Dropdown></Menu>
          {proposed.length > 0 && <button type="button" onClick={() => host.onProposal(proposed, true)}><Trans>Accept</Trans></button>}
          {proposed.length > 0 && <button type="button" onClick={() => host.onProposal(proposed, false)}><Trans>Reject</Trans></button>}
          <button type="button" onClick={() => own.copy(false)}><Trans>Copy</Trans></button>
          <button type="button" className={styles.grave} onClick={() => void own.remove()}><Trans>Delete</Trans></button>
        </>
      )}
      <button type="button" onClick={() => host.store.dispatch({ kind: 'clear' })}><Trans>Select nothing</Trans></button>
    </div>
  )
}
