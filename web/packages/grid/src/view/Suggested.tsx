import type { SuggestionOptions, SuggestionProps } from '@tiptap/suggestion'
import styles from './Suggested.module.css'

interface Offer { id: string; label: string }
export interface Choice { items: readonly Offer[]; at: number; box: DOMRect | null; take: (offer: Offer) => void }

/** A list under what is typed behind a sign: arrows choose, Enter takes, Esc leaves. */
export function suggestions(sign: string, find: (words: string) => Offer[], show: (choice: Choice | null) => void, now: React.RefObject<Choice | null>): Partial<SuggestionOptions<Offer>> {
  const set = (choice: Choice | null) => { now.current = choice; show(choice) }
  const open = (props: SuggestionProps<Offer>, at = 0) => set(props.items.length ? { items: props.items, at, box: props.clientRect?.() ?? null, take: (offer) => props.command(offer) } : null)
  return {
    char: sign,
    items: ({ query }) => find(query.toLocaleLowerCase()),
    render: () => ({
      onStart: (props) => open(props as SuggestionProps<Offer>),
      onUpdate: (props) => open(props as SuggestionProps<Offer>),
      onExit: () => set(null),
      onKeyDown: ({ event }) => {
        const choice = now.current
        if (!choice) return false
        const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
        if (by) { set({ ...choice, at: (choice.at + by + choice.items.length) % choice.items.length }); return true }
        if (event.key === 'Enter' || event.key === 'Tab') { choice.take(choice.items[choice.at]!); return true }
        if (event.key === 'Escape') { set(null); return true }
        return false
      },
    }),
  }
}

export function Suggested({ choice }: { choice: Choice }) {
  return (
    <ul className={styles.list} role="listbox" style={choice.box ? { left: choice.box.left, top: choice.box.bottom + 4 } : undefined}>
      {choice.items.map((item, place) => (
        <li key={item.id} role="option" aria-selected={place === choice.at} onMouseDown={(event) => { event.preventDefault(); choice.take(item) }}>{item.label}</li>
      ))}
    </ul>
  )
}
