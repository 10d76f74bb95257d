import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { CURVES, useDocument, useTools } from '@tropa/grid'
import { Button, Checkbox, Group, NumberInput, Select, Switch } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Answer, confirm, sayProblem } from '@tropa/ui'
import { cardOf } from '@tropa/model'
import { useState } from 'react'
import { mapAsks, mapDeeds, type Workshop } from './api'
import { shortened, wordsOf } from './place-name'
import { goTo } from './page-state'
import { PrivateCards } from './PrivateCards'
import { TimerPart, type Change } from './Timer'
import styles from './WorkshopPanel.module.css'

/** A workshop at the map: what may be changed, cards written unseen, a vote, a clock. */
export function WorkshopPanel() {
  const { host } = useTools()
  const query = useQuery(mapAsks.workshop(host.session.mapId))
  return <Answer of={query}>{(workshop) => <Parts workshop={workshop} />}</Answer>
}

function Parts({ workshop }: { workshop: Workshop }) {
  const { t } = useLingui()
  const { host } = useTools()
  const queries = useQueryClient()
  const { mapId } = host.session
  const leads = host.may.edit && workshop.leads
  const change: Change = (body) => void mapDeeds.workshop(mapId, body).then((next) => queries.setQueryData(mapAsks.workshop(mapId).queryKey, next), sayProblem)
  return (
    <>
      <section className={styles.part} aria-label={t`Timer`}><h3><Trans>Timer</Trans></h3><TimerPart workshop={workshop} leads={leads} change={change} /></section>
      <Voting workshop={workshop} leads={leads} change={change} />
      <section className={styles.part}>
        <h3><Trans>Private writing</Trans></h3>
        {leads && <Switch size="sm" label={t`Cards are written unseen until all are shown`} checked={workshop.private_writing} onChange={(event) => change({ private_writing: event.currentTarget.checked })} />}
        <PrivateCards workshop={workshop} leads={leads} />
      </section>
      <Locks workshop={workshop} leads={leads} change={change} />
    </>
  )
}

function Locks({ workshop, leads, change }: { workshop: Workshop; leads: boolean; change: Change }) {
  const { t } = useLingui()
  const map = useDocument()
  const lanes = map.lanes.filter((lane) => !lane.deleted && !CURVES.has(lane.kind)).toSorted((one, other) => (one.rank < other.rank ? -1 : 1))
  const locked = new Set(workshop.locked_lanes)
  const flip = (lane: string, on: boolean) => change({ locked_lanes: on ? [...locked, lane] : [...locked].filter((one) => one !== lane) })
  return (
    <section className={styles.part}>
      <h3><Trans>Locks</Trans></h3>
      {leads ? (
        <>
          <Switch size="sm" label={t`Stages and lanes stay as they are`} checked={workshop.structure_locked} onChange={(event) => change({ structure_locked: event.currentTarget.checked })} />
          <p className={styles.hint}><Trans>Lanes nobody else may write in:</Trans></p>
          <div className={styles.lanes}>{lanes.map((lane) => <Checkbox key={lane.id} size="xs" label={lane.title} checked={locked.has(lane.id)} onChange={(event) => flip(lane.id, event.currentTarget.checked)} />)}</div>
          {workshop.facilitator !== null && <Button size="compact-xs" mt="sm" variant="default" onClick={() => change({ leads: false, structure_locked: false, locked_lanes: [] })}><Trans>End the workshop</Trans></Button>}
        </>
      ) : (
        <p className={styles.hint}>
          {workshop.structure_locked || locked.size > 0
            ? <Trans>Whoever leads has locked: {[...(workshop.structure_locked ? [t`stages and lanes`] : []), ...lanes.filter((lane) => locked.has(lane.id)).map((lane) => lane.title)].join(', ')}</Trans>
            : <Trans>Nothing is locked.</Trans>}
        </p>
      )}
    </section>
  )
}

function Voting({ workshop, leads, change }: { workshop: Workshop; leads: boolean; change: Change }) {
  const { t } = useLingui()
  const { voting } = workshop
  const [limit, setLimit] = useState(voting.limit)
  const [seen, setSeen] = useState(voting.seen_by)
  const kinds = [
    { value: 'everybody', label: t`everybody, at once` }, { value: 'everybody_when_closed', label: t`everybody, after the vote` }, { value: 'facilitator', label: t`only who leads` },
  ]
  const clear = async () => { if (await confirm({ title: t`Throw all votes away?`, action: t`Throw away`, grave: true })) change({ clear_votes: true }) }
  return (
    <section className={styles.part}>
      <h3><Trans>Voting with dots</Trans></h3>
      {voting.open && <p><Plural value={voting.left} one="You have # dot left: plus and minus stand on the cards." few="You have # dots left: plus and minus stand on the cards." many="You have # dots left: plus and minus stand on the cards." other="You have # dots left: plus and minus stand on the cards." /></p>}
      {voting.voters > 0 && <p className={styles.hint}><Plural value={voting.voters} one="# person has voted" few="# people have voted" many="# people have voted" other="# people have voted" /></p>}
      {leads && !voting.open && (
        <Group gap="xs" align="flex-end">
          <NumberInput size="xs" w={110} label={t`Dots for each`} min={1} max={100} value={limit} onChange={(value) => setLimit(Number(value) || 1)} />
          <Select size="xs" style={{ flex: 1 }} label={t`Results are seen by`} allowDeselect={false} value={seen} onChange={(value) => setSeen(value ?? seen)} data={kinds} />
        </Group>
      )}
      {leads && (
        <Group gap="xs" mt="sm">
          <Button size="xs" variant={voting.open ? 'default' : 'filled'} onClick={() => change({ voting: { open: !voting.open, limit, seen_by: seen } })}>{voting.open ? <Trans>Close the vote</Trans> : <Trans>Open a vote</Trans>}</Button>
          {!voting.open && voting.voters > 0 && <Button size="xs" variant="subtle" color="red" onClick={() => void clear()}><Trans>Throw votes away</Trans></Button>}
        </Group>
      )}
      {!leads && !voting.open && voting.voters === 0 && <p className={styles.hint}><Trans>No vote is open.</Trans></p>}
      {voting.all && <Results all={voting.all} />}
    </section>
  )
}

function Results({ all }: { all: Record<string, number> }) {
  const { host } = useTools()
  const map = useDocument()
  const ranked = Object.entries(all).filter(([, dots]) => dots > 0).toSorted((one, other) => other[1] - one[1]).slice(0, 20)
  return (
    <ol className={styles.results}>
      {ranked.map(([card, dots]) => (
        <li key={card}><b>{dots}</b><button type="button" onClick={() => goTo(host.store, { kind: 'card', id: card })}>{shortened(wordsOf(cardOf(map, card)?.body ?? '…'))}</button></li>
      ))}
    </ol>
  )
}
