import { useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useState } from 'react'
import { announce } from './toasts'

/** Puts a text on the clipboard and says so. */
export function CopyButton({ text, label }: { text: string; label?: string }) {
  const { t } = useLingui()
  const [copied, set] = useState(false)
  async function copy() {
    await navigator.clipboard.writeText(text)
    set(true)
    announce(t`Copied`)
    setTimeout(() => set(false), 2000)
  }
  return (
    <Button variant="default" leftSection={copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />} onClick={() => void copy()}>
      {copied ? t`Copied` : label ?? t`Copy`}
    </Button>
  )
}
