import { notifications } from '@mantine/notifications'
import { useSyncExternalStore } from 'react'
import { sentenceOf } from './problem'

let spoken = ''
const listeners = new Set<() => void>()
const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** Says a sentence to screen readers only; the same sentence twice is said twice. */
export function announce(sentence: string): void {
  spoken = sentence === spoken ? `${sentence}\u00a0` : sentence
  for (const listener of listeners) listener()
}

/** The live region that `announce` speaks through; once a page. */
export function SpokenPlace() {
  const sentence = useSyncExternalStore(subscribe, () => spoken)
  return <div className="only-spoken" role="status" aria-live="polite">{sentence}</div>
}

/** A short message in the corner that goes by itself, and is read aloud. */
export function say(sentence: string): void {
  announce(sentence)
  notifications.show({ message: sentence, autoClose: 5000, role: 'presentation' })
}

/** What went wrong, in the corner, until it is closed. */
export function sayProblem(error: unknown): void {
  notifications.show({ message: sentenceOf(error), color: 'red', autoClose: 12_000, role: 'alert' })
}
