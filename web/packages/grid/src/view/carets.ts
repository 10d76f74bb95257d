import { Extension } from '@tiptap/core'
import { yCursorPlugin } from '@tiptap/y-tiptap'
import type { MapSession, User } from '@tropa/sync'
import styles from './CardEditor.module.css'

/** A caret of somebody else: a line in their colour with their name on it. */
function caret({ name, colour }: User): HTMLElement {
  const made = document.createElement('span')
  made.className = styles.caret!
  made.style.setProperty('--peer', colour)
  made.setAttribute('aria-hidden', 'true')
  const label = document.createElement('span')
  label.textContent = name
  made.append('\u2060', label, '\u2060')
  return made
}

/** Where others write in this card, and what they have chosen. `shown`: whether one wants to see it. */
export const carets = (session: MapSession, shown: () => boolean) => Extension.create({
  name: 'carets',
  addProseMirrorPlugins() {
    return [yCursorPlugin(session.awareness, {
      awarenessStateFilter: (mine: number, theirs: number) => mine !== theirs && shown(),
      cursorBuilder: caret,
      selectionBuilder: ({ colour }: User) => ({ class: styles.chosen!, style: `--peer: ${/^#[0-9a-f]{6}$/i.test(colour) ? colour : '#667085'}` }),
    }) as never]
  },
})
