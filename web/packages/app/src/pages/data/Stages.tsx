import { Trans, useLingui } from '@lingui/react/macro'
import { Button, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { announce, Answer, Problem, Refusal, say, useLanguage } from '@tropa/ui'
import { useState } from 'react'
import { useMay } from '../../session'
import { change, coverageQuery, definitionQuery, type DefinitionState } from './api'
import { add, assigned, order, put, rename, textIn, within, without, type Board } from './board'
import page from './DataPage.module.css'
import { touchpointsOf } from './rules'
import { StageColumn } from './StageColumn'
import styles from './Stages.module.css'

/** The stages of the journey in order, and the touchpoints in them: dragged, or moved by their menus. */
export function Stages() {
  const definition = useQuery(definitionQuery)
  return (
    <Answer of={definition}>
      {(found) => (found.parsed ? <Editor key={found.digest} of={found} /> : <Problem error={new Error(found.faults[0]?.message)} />)}
    </Answer>
  )
}

const boardOf = (of: DefinitionState): Board => ({ stages: of.parsed?.stages ?? [], places: Object.fromEntries(touchpointsOf(of.parsed?.touchpoints ?? [])) })

function Editor({ of }: { of: DefinitionState }) {
  const { t } = useLingui()
  const { language } = useLanguage()
  const may = useMay('editor')
  const [before] = useState(() => boardOf(of))
  const [board, set] = useState(before)
  const events = useEvents()
  const titles = board.stages.map((one) => ({ id: one.id, title: textIn(one.title, language) }))
  const titleOf = (id: string | null) => titles.find((one) => one.id === id)?.title ?? t`no stage`
  const place = (touchpoint: string, stage: string | null) => {
    set((now) => put(now, touchpoint, stage))
    announce(t`${touchpoint}: now in ${titleOf(stage)}`)
  }
  const move = (from: number, to: number) => {
    set((now) => order(now, from, to))
    announce(t`${titles[from]?.title ?? ''}: now stage ${to + 1} of ${titles.length}`)
  }
  const common = { titles, events, may, onPlace: place, onMove: move }
  return (
    <>
      <p className={page.lead}><Trans>Drag a stage by its heading to order it, and a touchpoint into the stage it belongs to; the menus do the same.</Trans></p>
      <div className={styles.board}>
        {board.stages.map((one, at) => (
          <StageColumn key={one.id} {...common} id={one.id} at={at} title={textIn(one.title, language)} touchpoints={within(board, one.id)}
            onRename={(title) => set((now) => rename(now, one.id, title, language))} onRemove={() => set((now) => without(now, one.id))} />
        ))}
        {within(board, null).length > 0 || board.stages.length === 0 ? <StageColumn {...common} id={null} at={-1} title={t`No stage`} touchpoints={within(board, null)} /> : null}
        {may && <NewStage onAdd={(title) => set((now) => add(now, title))} />}
      </div>
      {may && <Save before={before} board={board} of={of} onUndo={() => set(before)} />}
    </>
  )
}

function useEvents(): Map<string, number> {
  const { data } = useQuery(coverageQuery)
  return new Map(data?.touchpoints.map((one) => [one.name, one.events]))
}

function NewStage({ onAdd }: { onAdd: (title: string) => void }) {
  const { t } = useLingui()
  const [title, set] = useState('')
  return (
    <form className={styles.fresh} onSubmit={(event) => { event.preventDefault(); if (title.trim()) { onAdd(title.trim()); set('') } }}>
      <TextInput label={t`New stage`} placeholder={t`What the customer is doing`} value={title} maxLength={200} onChange={(event) => set(event.currentTarget.value)} />
      <Button type="submit" variant="default" disabled={!title.trim()}><Trans>Add the stage</Trans></Button>
    </form>
  )
}

function Save({ before, board, of, onUndo }: { before: Board; board: Board; of: DefinitionState; onUndo: () => void }) {
  const { t } = useLingui()
  const queries = useQueryClient()
  const placed = assigned(before, board)
  const dirty = Object.keys(placed).length > 0 || JSON.stringify(before.stages) !== JSON.stringify(board.stages)
  const save = useMutation({
    mutationFn: () => change.stages(board.stages, placed, of.digest),
    onSuccess: (state) => {
      queries.setQueryData(definitionQuery.queryKey, state)
      for (const key of ['data', 'vocabulary']) void queries.invalidateQueries({ queryKey: [key] })
      say(t`The stages are saved`)
    },
  })
  const elsewhere = save.error instanceof Refusal && save.error.status === 409
  return (
    <>
      {save.error && <Problem error={save.error} />}
      <div className={page.save}>
        <Button disabled={!dirty && of.written} loading={save.isPending} onClick={() => save.mutate()}><Trans>Save the stages</Trans></Button>
        {dirty && <Button variant="default" onClick={onUndo}><Trans>Undo the changes</Trans></Button>}
        {elsewhere && <Button variant="default" onClick={() => void queries.invalidateQueries({ queryKey: ['definition'] })}><Trans>Load what is there now</Trans></Button>}
      </div>
    </>
  )
}
