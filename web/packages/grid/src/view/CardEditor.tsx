import { t } from '@lingui/core/macro'
import type { Card } from '@tropa/model'
import Collaboration from '@tiptap/extension-collaboration'
import Mention from '@tiptap/extension-mention'
import { EditorContent, useEditor, type Editor } from '@tiptap/react'
import StarterKit from '@tiptap/starter-kit'
import { PluginKey } from '@tiptap/pm/state'
import { Extension } from '@tiptap/core'
import Suggestion from '@tiptap/suggestion'
import { useEffect, useMemo, useRef, useState } from 'react'
import { CardLink } from './CardLink'
import { carets } from './carets'
import { useTools } from './context'
import { EMOJI } from './emoji'
import type { GridHands } from './hands'
import { Suggested, suggestions, type Choice } from './Suggested'
import styles from './CardEditor.module.css'

const MARKS = [
  { name: 'bold', sign: 'B' }, { name: 'italic', sign: 'I' }, { name: 'underline', sign: 'U' },
] as const

/** The words of a card while one writes: rich text on the shared fragment, there in the focused card only. */
export default function CardEditor({ card }: { card: Card }) {
  const { host, hands } = useTools()
  const own = hands as GridHands
  const [choice, setChoice] = useState<Choice | null>(null)
  const chosen = useRef<Choice | null>(null)
  const [linking, setLinking] = useState(false)
  const shown = useRef(host.showPeers)
  shown.current = host.showPeers
  const fragment = useMemo(() => host.session.body(card.id), [host.session, card.id])
  const leave = useRef<(then: 'stay' | 'below' | 'next' | 'previous' | 'down') => void>(() => {})
  leave.current = (then) => {
    const { store } = host
    store.dispatch({ kind: 'stop' })
    if (then === 'below') own.newCard()
    else if (then === 'down') store.dispatch({ kind: 'step', step: 'down' })
    else if (then === 'next' || then === 'previous') store.dispatch({ kind: 'step', step: then })
    if (then !== 'below') own.page.focusGrid()
  }
  const editor = useEditor({
    autofocus: 'end',
    extensions: fragment ? [
      StarterKit.configure({ undoRedo: false, heading: false, blockquote: false, code: false, codeBlock: false, horizontalRule: false, strike: false, link: { openOnClick: false, protocols: ['https', 'http', 'mailto'] } }),
      Collaboration.configure({ fragment }),
      carets(host.session, () => shown.current),
      Mention.configure({ HTMLAttributes: { class: styles.mention }, suggestion: suggestions('@', (words) => host.people.filter((one) => one.name.toLocaleLowerCase().includes(words)).slice(0, 8).map((one) => ({ id: one.id, label: one.name })), setChoice, chosen) }),
      emojiTyping(setChoice, chosen),
    ] : [StarterKit],
    editorProps: {
      attributes: { role: 'textbox', 'aria-multiline': 'true', 'aria-label': t`Words of the card`, class: styles.words! },
      handleKeyDown: (view, event) => {
        if (event.isComposing || chosen.current) return false
        if (event.key === 'Escape') return done(leave.current('stay'))
        if (event.key === 'Tab') return done(leave.current(event.shiftKey ? 'previous' : 'next'))
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) return done(leave.current('down'))
        const one = view.state.doc.childCount === 1 && view.state.doc.firstChild?.type.name === 'paragraph'
        if (event.key === 'Enter' && !event.shiftKey && one) return done(leave.current('below'))
        if (event.code === 'KeyZ' && (event.ctrlKey || event.metaKey)) return done(event.shiftKey ? host.session.redo() : host.session.undo())
        return false
      },
    },
    onCreate: ({ editor: made }) => {
      const { ahead } = own
      own.ahead = ''
      if (ahead) made.chain().focus('end').insertContent({ type: 'text', text: ahead }).run()
    },
    onBlur: ({ event }) => {
      const to = event.relatedTarget as Element | null
      if (!to?.closest('[data-editor]')) host.store.dispatch({ kind: 'stop' })
    },
  }, [fragment])
  useDiscardEmpty(card.id, own)
  if (!editor) return null
  return (
    <div className={styles.editor} data-editor onMouseDown={(event) => event.stopPropagation()} onDoubleClick={(event) => event.stopPropagation()}>
      <EditorContent editor={editor} />
      {linking ? <CardLink editor={editor} close={() => setLinking(false)} leave={() => host.store.dispatch({ kind: 'stop' })} /> : <Tools editor={editor} link={() => setLinking(true)} />}
      {choice && <Suggested choice={choice} />}
    </div>
  )
}

const done = (_: void): true => true

/** ":" and a word give an emoji. */
const emojiTyping = (setChoice: (choice: Choice | null) => void, chosen: React.RefObject<Choice | null>) => Extension.create({
  name: 'emoji',
  addProseMirrorPlugins() {
    const find = (words: string) => (words.length < 2 ? [] : EMOJI.filter(([, names]) => names.includes(words)).slice(0, 8).map(([sign, names]) => ({ id: sign, label: `${sign} ${names.split(' ')[0]}` })))
    const { items, render } = suggestions(':', find, setChoice, chosen)
    return [Suggestion<{ id: string; label: string }>({
      editor: this.editor, char: ':', pluginKey: new PluginKey('emoji'), items: items!, render: render!,
      command: ({ editor, range, props }) => { editor.chain().focus().insertContentAt(range, `${props.id} `).run() },
    })]
  },
})

/** A new card left without words goes away again. */
function useDiscardEmpty(card: string, hands: GridHands): void {
  useEffect(() => () => {
    setTimeout(() => {
      const left = hands.map().cards.find((one) => one.id === card)
      if (!left || left.deleted || hands.state.editing === card) return
      if (left.body.trim() === '' && !left.picture && !left.measure && left.attachments.length === 0 && !left.detail) hands.edit([{ kind: 'remove', target: { object: 'card', id: card } }])
    }, 0)
  }, [card, hands])
}

function Tools({ editor, link }: { editor: Editor; link: () => void }) {
  const words = { bold: t`Bold (Ctrl+B)`, italic: t`Italic (Ctrl+I)`, underline: t`Underlined (Ctrl+U)` }
  return (
    <div className={styles.tools} role="toolbar" aria-label={t`Look of the words`}>
      {MARKS.map(({ name, sign }) => (
        <button key={name} type="button" tabIndex={-1} aria-label={words[name]} title={words[name]} aria-pressed={editor.isActive(name)} data-mark={name} onMouseDown={(event) => event.preventDefault()} onClick={() => editor.chain().focus().toggleMark(name).run()}>{sign}</button>
      ))}
      <button type="button" tabIndex={-1} aria-label={t`List`} title={t`List`} onMouseDown={(event) => event.preventDefault()} onClick={() => editor.chain().focus().toggleBulletList().run()}>•</button>
      <button type="button" tabIndex={-1} aria-label={t`Numbered list`} title={t`Numbered list`} onMouseDown={(event) => event.preventDefault()} onClick={() => editor.chain().focus().toggleOrderedList().run()}>1.</button>
      <button type="button" tabIndex={-1} aria-label={t`Link`} title={t`Link`} onMouseDown={(event) => event.preventDefault()} onClick={link}>↗</button>
    </div>
  )
}
