import { Trans, useLingui } from '@lingui/react/macro'
import { MapGrid, stagesInOrder, useDocument, useTools } from '@tropa/grid'
import { ActionIcon, Button } from '@mantine/core'
import { IconArrowLeft, IconArrowRight, IconArrowsMaximize, IconX } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { announce } from '@tropa/ui'
import { useCallback, useEffect, useRef, useState } from 'react'
import { MapHeader } from './MapHeader'
import { PresentCurve, PresentStage } from './PresentStage'
import styles from './Present.module.css'

/** The zoom at which all stages fill the width. */
const wide = (root: HTMLElement | null, stages: number): number =>
  Math.max(0.4, Math.min(1.6, Math.floor(((root?.clientWidth ?? innerWidth) - 64) / (200 + stages * 236) * 100) / 100))

/** The map for a wall or a board meeting: whole first, then stage by stage; arrows and space go on, Esc ends. */
export function Present() {
  const { t } = useLingui()
  const { host } = useTools()
  const { store, session } = host
  const navigate = useNavigate()
  const map = useDocument()
  const [only, show] = useState<string | null>(null)
  const root = useRef<HTMLElement>(null)
  const stages = stagesInOrder(map.stages).filter((stage) => stage.parent === null)
  const at = stages.findIndex((stage) => stage.id === only)
  const go = useCallback((place: number) => {
    const stage = stages[Math.min(place, stages.length - 1)]
    const next = place < 0 || !stage ? null : stage.id
    show(next)
    if (next === null) store.dispatch({ kind: 'view', to: { zoom: wide(root.current, stages.length) } })
    announce(next === null ? map.title : stage!.title)
  }, [stages, store, map.title])
  const end = useCallback(() => {
    if (document.fullscreenElement) void document.exitFullscreen()
    store.dispatch({ kind: 'view', to: { zoom: 1 } })
    void navigate({ to: '/maps/$mapId', params: { mapId: session.mapId } })
  }, [store, navigate, session.mapId])
  useEffect(() => {
    root.current?.focus()
    store.dispatch({ kind: 'view', to: { look: 'map', zoom: wide(root.current, store.layout.columns.length) } })
  }, [store])
  const keys = (event: React.KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const deed = { ArrowRight: at + 1, PageDown: at + 1, ' ': at + 1, ArrowLeft: at - 1, PageUp: at - 1, Home: -1, End: stages.length - 1 }[event.key]
    if (event.key === 'Escape') end()
    else if (event.code === 'KeyF') void root.current?.requestFullscreen?.()
    else if (deed !== undefined && !(event.target as Element).matches('[role="slider"]')) { event.preventDefault(); event.stopPropagation(); go(deed) }
  }
  return (
    <main ref={root} className={styles.present} tabIndex={-1} onKeyDownCapture={keys}>
      <MapHeader />
      {only === null || !stages[at] ? <div className={styles.map}><MapGrid plain /></div> : (
        <>
          <PresentCurve now={only} go={(id) => go(stages.findIndex((stage) => stage.id === id))} />
          <PresentStage key={only} stage={stages[at]} />
        </>
      )}
      <nav className={styles.steps} aria-label={t`Stages`}>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t`Back`} disabled={at < 0} onClick={() => go(at - 1)}><IconArrowLeft size={18} aria-hidden /></ActionIcon>
        <ol>
          <li><button type="button" aria-current={at < 0 ? 'step' : undefined} onClick={() => go(-1)}><Trans>Whole map</Trans></button></li>
          {stages.map((stage, place) => <li key={stage.id}><button type="button" aria-current={place === at ? 'step' : undefined} onClick={() => go(place)}>{stage.title}</button></li>)}
        </ol>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t`On`} disabled={at === stages.length - 1} onClick={() => go(at + 1)}><IconArrowRight size={18} aria-hidden /></ActionIcon>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t`Full screen (F)`} onClick={() => void root.current?.requestFullscreen?.()}><IconArrowsMaximize size={18} aria-hidden /></ActionIcon>
        <Button size="xs" variant="default" leftSection={<IconX size={14} aria-hidden />} onClick={end}><Trans>End</Trans></Button>
      </nav>
    </main>
  )
}
