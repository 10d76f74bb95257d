/** A key of the keyboard: letters by their place (`event.code`), so that Ctrl+Z works on a Russian layout too. */
export interface Key {
  code?: string
  /** By what is written, for signs whose place differs from layout to layout. */
  sign?: string
  mod?: boolean
  shift?: boolean
  alt?: boolean
}

export interface Pressed {
  code: string
  key: string
  ctrlKey: boolean
  metaKey: boolean
  shiftKey: boolean
  altKey: boolean
  isComposing?: boolean
}

/** Whether a pressed key is this one. */
export function presses(key: Key, pressed: Pressed): boolean {
  const mod = pressed.ctrlKey || pressed.metaKey
  if (mod !== Boolean(key.mod) || pressed.altKey !== Boolean(key.alt)) return false
  if (key.sign !== undefined) return pressed.key === key.sign
  return pressed.code === key.code && pressed.shiftKey === Boolean(key.shift)
}

/** Whether a key writes a letter: then an empty cell begins a card with it. Not while an input method composes. */
export const writes = (pressed: Pressed): boolean =>
  !pressed.isComposing && pressed.key !== 'Process' && pressed.key !== 'Dead' && !pressed.ctrlKey && !pressed.metaKey && !(pressed.altKey && !/\p{L}/u.test(pressed.key))
  && [...pressed.key].length === 1 && pressed.key !== ' '

const NAMES: Record<string, string> = {
  ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→', Equal: '+', Minus: '−', Escape: 'Esc', Delete: 'Del', Slash: '/',
  PageUp: 'PgUp', PageDown: 'PgDn', Space: '␣', Backspace: '⌫',
}

/** A key as people read it: “Ctrl Shift Z”, “⌘⇧Z” on a Mac. */
export function keyName(key: Key, mac = false): string {
  const bare = key.sign ?? NAMES[key.code ?? ''] ?? (key.code ?? '').replace(/^(Key|Digit)/, '')
  const parts = [key.mod && (mac ? '⌘' : 'Ctrl'), key.alt && (mac ? '⌥' : 'Alt'), key.shift && (mac ? '⇧' : 'Shift'), bare]
  return parts.filter(Boolean).join(mac ? '' : '+')
}
