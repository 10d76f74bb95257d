import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import type { Editor } from '@tiptap/react'
import { useId, useState, type FocusEvent, type KeyboardEvent } from 'react'
import styles from './CardEditor.module.css'

const ADDRESS = /^(https?:\/\/|mailto:)\S+$/

/** An address as people type it: `tropa.io` is `https://tropa.io`, a mail address is written to; null where it is none. */
export function addressOf(typed: string): string | null {
  const words = typed.trim()
  if (ADDRESS.test(words)) return words
  if (/^[^\s@/]+@[^\s@/]+\.[^\s@/]+$/.test(words)) return `mailto:${words}`
  return /^[^\s@:/?#]+\.[^\s@:/?#]{2,}([/?#]\S*)?$/.test(words) ? `https://${words}` : null
}

/** Where the chosen words lead: asked beside them, while the card stays open. */
export function CardLink({ editor, close, leave }: { editor: Editor; close: () => void; leave: () => void }) {
  const before = (editor.getAttributes('link')['href'] as string | undefined) ?? ''
  const [typed, setTyped] = useState(before)
  const fault = useId()
  const address = addressOf(typed)
  const wrong = typed.trim() !== '' && address === null
  const end = (href: string | null) => {
    close()
    const chain = editor.chain().focus().extendMarkRange('link')
    if (href === null) return void chain.unsetLink().run()
    if (!editor.state.selection.empty || before) return void chain.setLink({ href }).run()
    editor.chain().focus().insertContent([{ type: 'text', text: href.replace(/^(https?:\/\/(www\.)?|mailto:)/, ''), marks: [{ type: 'link', attrs: { href } }] }]).run()
  }
  const keys = (event: KeyboardEvent) => {
    event.stopPropagation()
    if (event.key === 'Escape') { event.preventDefault(); close(); editor.commands.focus() }
    if (event.key === 'Enter' && (event.target as Element).tagName === 'INPUT') { event.preventDefault(); if (address) end(address) }
  }
  const blurred = (event: FocusEvent) => { if (event.relatedTarget && !(event.relatedTarget as Element).closest('[data-editor]')) leave() }
  return (
    <div className={styles.link} role="dialog" aria-label={t`Link`} onKeyDown={keys} onBlur={blurred}>
      <input
        autoFocus type="text" inputMode="url" value={typed} placeholder="https://" aria-label={t`Address of the link`} maxLength={2000} aria-invalid={wrong || undefined} aria-describedby={wrong ? fault : undefined}
        onChange={(event) => setTyped(event.target.value)}
      />
      <button type="button" disabled={!address} onClick={() => address && end(address)}><Trans>Link</Trans></button>
      {before && <button type="button" onClick={() => end(null)}><Trans>Take the link away</Trans></button>}
      {wrong && <span id={fault} className={styles.fault}><Trans>An address begins with https:// or mailto:</Trans></span>}
    </div>
  )
}
