import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Button, Checkbox, Group } from '@mantine/core'
import { IconArrowRight, IconCheck, IconX } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Answer, confirm, Empty, say, sayProblem, useLanguage } from '@tropa/ui'
import { useState } from 'react'
import { decide, mapWordsQuery, proposalsQuery, type MapWords, type Proposal } from './api'
import { changesOf, type Change } from './changes'
import { PanelFrame } from './PanelFrame'
import styles from './Panel.module.css'
import { cardWords, living } from './places'
import { Refresh } from './Refresh'
import { useMapRole } from './role'

type Decide = (accept: string[], reject: string[]) => void

/** What new data proposes for the map: accepted and rejected one by one, or together. */
export function ProposalsPanel({ mapId }: { mapId: string; onClose?: () => void }) {
  const { t } = useLingui()
  const { language } = useLanguage()
  const queries = useQueryClient()
  const { edits } = useMapRole(mapId)
  const all = useQuery(proposalsQuery(mapId, language))
  const map = useQuery(mapWordsQuery(mapId)).data
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set())
  const deed = useMutation({
    mutationFn: ({ accept, reject }: { accept: string[]; reject: string[] }) => decide(mapId, accept, reject),
    onSuccess: ({ accepted, rejected, outdated, open }) => {
      queries.setQueryData(proposalsQuery(mapId, language).queryKey, open)
      choose(new Set())
      say([
        accepted.length ? t`Accepted: ${accepted.length}` : '', rejected.length ? t`Rejected: ${rejected.length}` : '',
        outdated.length ? t`Closed without a change, as somebody has edited them since: ${outdated.length}` : '',
      ].filter(Boolean).join('. '))
      for (const key of [['evidence', mapId], ['why', mapId], ['map-words', mapId], ['map', mapId]]) void queries.invalidateQueries({ queryKey: key })
    },
    onError: sayProblem,
  })
  const act: Decide = (accept, reject) => deed.mutate({ accept, reject })
  const toggle = (id: string, on: boolean) => choose(on ? new Set([...chosen, id]) : new Set([...chosen].filter((one) => one !== id)))
  return (
    <PanelFrame foot={edits ? <Refresh mapId={mapId} compact /> : undefined}>
      <Answer of={all}>
        {(open) => open.length === 0
          ? <Empty title={t`Nothing is proposed`}><Trans>When new data comes in, refresh the map: what has changed is shown here first, and nothing changes by itself.</Trans></Empty>
          : (
            <>
              {edits && <Together open={open} chosen={chosen} busy={deed.isPending} onAll={(on) => choose(on ? new Set(open.map((one) => one.id)) : new Set())} onDecide={act} />}
              <ul className={styles.list}>
                {open.map((one) => (
                  <li key={one.id} className={styles.proposal}>
                    <One proposal={one} map={map} chosen={chosen.has(one.id)} edits={edits} busy={deed.isPending} onChoose={(on) => toggle(one.id, on)} onDecide={act} />
                  </li>
                ))}
              </ul>
            </>
          )}
      </Answer>
    </PanelFrame>
  )
}

export default ProposalsPanel

function Together({ open, chosen, busy, onAll, onDecide }: { open: Proposal[]; chosen: ReadonlySet<string>; busy: boolean; onAll: (on: boolean) => void; onDecide: Decide }) {
  const { t } = useLingui()
  const ids = chosen.size > 0 ? [...chosen] : open.map((one) => one.id)
  async function rejectAll() {
    const sure = chosen.size > 0 || (await confirm({ title: t`Reject all proposals?`, body: t`They are proposed again only when the data changes.`, action: t`Reject all`, grave: true }))
    if (sure) onDecide([], ids)
  }
  return (
    <div className={styles.together}>
      <Checkbox checked={chosen.size === open.length} indeterminate={chosen.size > 0 && chosen.size < open.length} onChange={(event) => onAll(event.currentTarget.checked)}
        label={<Plural value={open.length} one="# proposal" few="# proposals" many="# proposals" other="# proposals" />} />
      <Group gap="xs">
        <Button size="xs" loading={busy} onClick={() => onDecide(ids, [])}>{chosen.size > 0 ? <Trans>Accept chosen</Trans> : <Trans>Accept all</Trans>}</Button>
        <Button size="xs" variant="default" disabled={busy} onClick={() => void rejectAll()}>{chosen.size > 0 ? <Trans>Reject chosen</Trans> : <Trans>Reject all</Trans>}</Button>
      </Group>
    </div>
  )
}

interface OneProps {
  proposal: Proposal
  map: MapWords | undefined
  chosen: boolean
  edits: boolean
  busy: boolean
  onChoose: (on: boolean) => void
  onDecide: Decide
}

function One({ proposal, map, chosen, edits, busy, onChoose, onDecide }: OneProps) {
  const { t } = useLingui()
  const { language } = useLanguage()
  const card = cardWords(map, proposal.card)
  const stage = living(map?.stages).find((one) => one.id === (proposal.stage ?? ''))?.title
  const lane = living(map?.lanes).find((one) => one.id === proposal.lane || one.kind === proposal.lane)?.title
  const place = [stage, lane].filter(Boolean).join(' · ')
  return (
    <>
      <div className={styles.row}>
        {edits && <Checkbox checked={chosen} onChange={(event) => onChoose(event.currentTarget.checked)} aria-label={t`Choose: ${proposal.title}`} />}
        <span className={styles.words}>
          <strong>{proposal.title}</strong>
          {(place || (card && !proposal.title.includes(card))) && <span className={styles.quiet}>{[card && !proposal.title.includes(card) ? card : '', place].filter(Boolean).join(' · ')}</span>}
        </span>
      </div>
      <ul className={styles.changes}>{changesOf(proposal, language).map((one, number) => <ChangeLine key={number} change={one} />)}</ul>
      {edits && (
        <Group gap="xs">
          <Button size="compact-sm" variant="light" disabled={busy} leftSection={<IconCheck size={14} aria-hidden />} aria-label={t`Accept: ${proposal.title}`} onClick={() => onDecide([proposal.id], [])}><Trans>Accept</Trans></Button>
          <Button size="compact-sm" variant="subtle" color="gray" disabled={busy} leftSection={<IconX size={14} aria-hidden />} aria-label={t`Reject: ${proposal.title}`} onClick={() => onDecide([], [proposal.id])}><Trans>Reject</Trans></Button>
        </Group>
      )}
    </>
  )
}

/** A value before and after. */
function ChangeLine({ change }: { change: Change }) {
  const { t } = useLingui()
  const words: Record<Change['what'], string> = { number: '', n: 'n', words: t`Words`, detail: t`Detail`, point: t`Emotion`, state: t`State`, other: change.field }
  return (
    <li className="numbers">
      {words[change.what] && <span className={styles.quiet}>{words[change.what]} </span>}
      {change.before !== '—' && <><del>{change.before}</del> <IconArrowRight size={14} role="img" aria-label={t({ context: 'change', message: 'becomes' })} /> </>}
      <ins>{change.after}</ins>
    </li>
  )
}
