import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, NumberInput } from '@mantine/core'
import { announce } from '@tropa/ui'
import { useEffect, useState } from 'react'
import type { Workshop } from './api'
import styles from './WorkshopPanel.module.css'

/** What is asked of the server about a workshop. */
export type Change = (body: Record<string, unknown>) => void

/** Seconds left: by the server's clock, counted on by ours. */
function useLeft(timer: Workshop['timer']): number | null {
  const [left, setLeft] = useState<number | null>(null)
  useEffect(() => {
    if (!timer) return setLeft(null)
    if (timer.ends === null) return setLeft(timer.left)
    const ends = performance.now() + Date.parse(timer.ends) - Date.parse(timer.now)
    const tick = () => setLeft(Math.max(0, (ends - performance.now()) / 1000))
    tick()
    const beat = setInterval(tick, 250)
    return () => clearInterval(beat)
  }, [timer])
  return left
}

/** 125 → 2:05. */
export function clockText(seconds: number): string {
  const whole = Math.ceil(seconds)
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}

export function Clock({ timer }: { timer: NonNullable<Workshop['timer']> }) {
  const { t } = useLingui()
  const left = useLeft(timer)
  const over = left === 0
  const words = t`Time is up`
  useEffect(() => { if (over) announce(words) }, [over, words])
  if (left === null) return null
  return <div className={styles.clock} data-over={over || undefined} role="timer">{over ? words : clockText(left)}</div>
}

/** A clock everybody sees; who leads starts, pauses and stops it. */
export function TimerPart({ workshop, leads, change }: { workshop: Workshop; leads: boolean; change: Change }) {
  const { t } = useLingui()
  const { timer } = workshop
  const [minutes, setMinutes] = useState(5)
  const deed = (name: string) => () => change({ timer: { deed: name, seconds: Math.round(minutes * 60) } })
  if (!timer) {
    if (!leads) return <p className={styles.hint}><Trans>No timer is running.</Trans></p>
    return (
      <Group gap="xs" align="flex-end">
        <NumberInput size="xs" w={110} label={t`Minutes`} min={0.5} max={1440} step={1} value={minutes} onChange={(value) => setMinutes(Number(value) || 1)} />
        <Button size="xs" onClick={deed('start')}><Trans>Start</Trans></Button>
      </Group>
    )
  }
  return (
    <>
      <Clock timer={timer} />
      {leads && (
        <Group gap="xs" mt="xs">
          {timer.ends === null ? <Button size="xs" onClick={deed('resume')}><Trans>Go on</Trans></Button> : <Button size="xs" variant="default" onClick={deed('pause')}><Trans>Pause</Trans></Button>}
          <Button size="xs" variant="subtle" color="gray" onClick={deed('stop')}><Trans>Stop</Trans></Button>
        </Group>
      )}
    </>
  )
}
