import { Trans } from '@lingui/react/macro'
import { Button, Group, Modal, Text } from '@mantine/core'
import { useSyncExternalStore, type ReactNode } from 'react'

interface Question {
  title: string
  body?: ReactNode
  /** The word on the button that does it: a verb. */
  action: string
  /** Whether it takes something away. */
  grave?: boolean
}

type Open = Question & { answer: (yes: boolean) => void }

let open: Open | null = null
const listeners = new Set<() => void>()
const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
function show(next: Open | null) {
  open = next
  for (const listener of listeners) listener()
}

/** Asks before a grave step: `if (await confirm({title, action})) …`. */
export const confirm = (question: Question): Promise<boolean> =>
  new Promise((resolve) => {
    show({ ...question, answer: (yes) => { show(null); resolve(yes) } })
  })

/** Where `confirm` asks; once a page. */
export function ConfirmPlace() {
  const question = useSyncExternalStore(subscribe, () => open)
  if (!question) return null
  return (
    <Modal opened onClose={() => question.answer(false)} title={question.title} role="alertdialog">
      {question.body && <Text component="div" mb="lg">{question.body}</Text>}
      <Group justify="flex-end">
        <Button variant="default" onClick={() => question.answer(false)} data-autofocus><Trans>Cancel</Trans></Button>
        <Button color={question.grave ? 'red' : undefined} onClick={() => question.answer(true)}>{question.action}</Button>
      </Group>
    </Modal>
  )
}
