import { Trans, useLingui } from '@lingui/react/macro'
import { useTools } from '@tropa/grid'
import { Button, Group, Textarea } from '@mantine/core'
import { sayProblem } from '@tropa/ui'
import { useRef, useState } from 'react'
import styles from './Composer.module.css'

interface Props { label: string; action: string; start?: string; focus?: boolean; onSend: (text: string, mentions: string[]) => Promise<void> }

/** The name that is being mentioned where the cursor stands: what follows the last @. */
export function mentioning(text: string, at: number): { from: number; word: string } | null {
  const found = /(?:^|[\s(])@([\p{L}\p{M}\d .'-]{0,40})$/u.exec(text.slice(0, at))
  return found ? { from: at - found[1]!.length - 1, word: found[1]! } : null
}

/** Whose names the text mentions, by the marks it holds. */
export const mentionedIn = (text: string): string[] => [...new Set([...text.matchAll(/@\[[^\]]+\]\(person:([A-Za-z0-9_.:-]+)\)/g)].map((one) => one[1]!))]

export interface Named { id: string; name: string }

const MARK = /@\[([^\]]+)\]\(person:([A-Za-z0-9_.:-]+)\)/g

/** A text with its marks as people read it, and who is named in it. */
export function readable(text: string): { text: string; named: Named[] } {
  const named = [...text.matchAll(MARK)].map((one) => ({ name: one[1]!, id: one[2]! }))
  return { text: text.replace(MARK, '@$1'), named }
}

/** The text with marks where somebody chosen is still named; longer names first, so that none is cut. */
export function marked(text: string, named: readonly Named[]): string {
  const byName = new Map(named.map((one) => [one.name, one]))
  return [...byName.values()].toSorted((one, other) => other.name.length - one.name.length)
    .reduce((made, { id, name }) => made.replaceAll(`@${name}`, `@[${name}](person:${id})`), text)
}

/** Where a comment is written; @ offers people, Ctrl+Enter sends. */
export function Composer({ label, action, start = '', focus = false, onSend }: Props) {
  const { t } = useLingui()
  const { people } = useTools().host
  const begun = readable(start)
  const [text, setText] = useState(begun.text)
  const [named, name] = useState<readonly Named[]>(begun.named)
  const [at, setAt] = useState(begun.text.length)
  const [chosen, setChosen] = useState(0)
  const [sending, setSending] = useState(false)
  const field = useRef<HTMLTextAreaElement>(null)
  const asked = mentioning(text, at)
  const found = asked ? people.filter((one) => one.name.toLocaleLowerCase().includes(asked.word.trim().toLocaleLowerCase())).slice(0, 6) : []
  const take = (person: { id: string; name: string }) => {
    if (!asked) return
    const called = person.name.replace(/[[\]]/g, '')
    const mark = `@${called} `
    name([...named, { id: person.id, name: called }])
    const next = text.slice(0, asked.from) + mark + text.slice(at)
    setText(next)
    setAt(asked.from + mark.length)
    field.current?.focus()
  }
  const send = () => {
    const said = marked(text.trim(), named)
    if (!said || sending) return
    setSending(true)
    onSend(said, mentionedIn(said)).then(() => setText(''), sayProblem).finally(() => setSending(false))
  }
  const keys = (event: React.KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) { event.preventDefault(); send() }
    else if (found.length > 0 && (event.key === 'Enter' || event.key === 'Tab')) { event.preventDefault(); take(found[Math.min(chosen, found.length - 1)]!) }
    else if (found.length > 0 && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault()
      setChosen((chosen + (event.key === 'ArrowDown' ? 1 : found.length - 1)) % found.length)
    } else if (event.key === 'Escape' && text.trim() !== '') event.stopPropagation()
  }
  return (
    <div className={styles.composer}>
      <Textarea ref={field} autosize minRows={2} maxRows={10} size="sm" aria-label={label} placeholder={t`Write; @ mentions somebody`} value={text} data-autofocus={focus || undefined} autoFocus={focus} maxLength={8000}
        onChange={(event) => { setText(event.currentTarget.value); setAt(event.currentTarget.selectionStart) }} onSelect={(event) => setAt(event.currentTarget.selectionStart)} onKeyDown={keys} />
      {found.length > 0 && (
        <ul className={styles.people} aria-label={t`People`}>
          {found.map((one, place) => <li key={one.id}><button type="button" aria-current={place === chosen || undefined} onMouseDown={(event) => event.preventDefault()} onClick={() => take(one)}>{one.name}</button></li>)}
        </ul>
      )}
      {text.trim() !== '' && <Group justify="flex-end" gap="xs" mt={6}><small className={styles.hint}><Trans>Ctrl+Enter sends</Trans></small><Button size="xs" loading={sending} onClick={send}>{action}</Button></Group>}
    </div>
  )
}
