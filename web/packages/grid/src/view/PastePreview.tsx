import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Checkbox, Group, Modal } from '@mantine/core'
import { useState, useSyncExternalStore } from 'react'
import type { PastePlan } from '../state'
import { plain } from '../state/clipboard/copy'
import styles from './PastePreview.module.css'

type Open = { plan: PastePlan; mayGrow: boolean; answer: (grow: boolean | null) => void }
let open: Open | null = null
const listeners = new Set<() => void>()
const show = (next: Open | null) => { open = next; for (const listener of listeners) listener() }
const subscribe = (listener: () => void) => { listeners.add(listener); return () => void listeners.delete(listener) }

/** Shows what a large paste would do; whether the map shall grow for it, or null: not at all. */
export const askPaste = (plan: PastePlan, mayGrow: boolean): Promise<boolean | null> =>
  new Promise((answer) => show({ plan, mayGrow, answer: (grow) => { show(null); answer(grow) } }))

/** Where `askPaste` asks. */
export function PastePlace() {
  const asked = useSyncExternalStore(subscribe, () => open)
  return asked ? <Preview asked={asked} /> : null
}

const ROWS = 8
const COLUMNS = 8

function Preview({ asked }: { asked: Open }) {
  const { plan, mayGrow } = asked
  const grows = mayGrow && (plan.moreStages > 0 || plan.moreLanes > 0)
  const [grow, setGrow] = useState(grows)
  const { cards, rows, columns } = plan
  const more = [plan.moreStages && plural(plan.moreStages, { one: '# stage', other: '# stages' }), plan.moreLanes && plural(plan.moreLanes, { one: '# lane', other: '# lanes' })].filter(Boolean).join(', ')
  return (
    <Modal opened onClose={() => asked.answer(null)} size="xl" title={plural(cards, { one: 'Paste # card?', other: 'Paste # cards?' })} returnFocus={false}>
      <p className={styles.size}><Trans>{rows} × {columns} cells. Nothing that is there is overwritten; undo takes all of it back at once.</Trans></p>
      <div className={styles.scroll} tabIndex={0}>
        <table className={styles.table}>
          <tbody>
            {plan.block.cells.slice(0, ROWS).map((row, y) => (
              <tr key={y}>{row.slice(0, COLUMNS).map((cell, x) => (
                <td key={x}>{cell.slice(0, 12).map((card, place) => <div key={place}>{plain(card.body ?? '').slice(0, 80)}</div>)}{cell.length > 12 && <div>…</div>}</td>
              ))}{row.length > COLUMNS && <td>…</td>}</tr>
            ))}
          </tbody>
        </table>
        {rows > ROWS && <p className={styles.size}>…</p>}
      </div>
      {more && (grows
        ? <Checkbox mt="md" checked={grow} onChange={(event) => setGrow(event.target.checked)} label={t`Add what is missing: ${more}`} />
        : <p className={styles.size}><Trans>What goes beyond the edge of the map is left out.</Trans></p>)}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={() => asked.answer(null)}><Trans>Cancel</Trans></Button>
        <Button data-autofocus onClick={() => asked.answer(grow)}><Trans>Paste</Trans></Button>
      </Group>
    </Modal>
  )
}
