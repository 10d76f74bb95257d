import { t } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Modal } from '@mantine/core'
import { useState } from 'react'
import { COMMANDS, keyName, matching, type Command } from '../state'
import { useTools } from './context'
import styles from './Palette.module.css'

const mac = typeof navigator !== 'undefined' && /Mac|iP(hone|ad)/.test(navigator.platform)

/** Every command by its words: type, choose with the arrows, Enter. */
export function Palette({ onClose }: { onClose: () => void }) {
  const { host, hands } = useTools()
  const { i18n } = useLingui()
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const offered = [...COMMANDS, ...host.commands].filter((command) => !command.keyOnly && command.when(hands))
  const found = matching(offered, typed, (command) => i18n._(command.title))
  const run = (command: Command | undefined) => {
    if (!command) return
    onClose()
    requestAnimationFrame(() => command.run(hands))
  }
  const keys = (event: React.KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (by) {
      event.preventDefault()
      const next = (at + by + found.length) % Math.max(1, found.length)
      setAt(next)
      document.getElementById(`palette-${next}`)?.scrollIntoView({ block: 'nearest' })
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault()
      run(found[at])
    }
  }
  return (
    <Modal opened onClose={onClose} withCloseButton={false} size="lg" yOffset="12vh" centered={false} padding={0} aria-label={t`Command palette`} returnFocus={false}>
      <input
        className={styles.field} role="combobox" aria-expanded aria-controls="palette-list" aria-activedescendant={found[at] ? `palette-${at}` : undefined} data-autofocus
        aria-label={t`Command`} placeholder={t`What would you like to do?`} value={typed} onChange={(event) => { setTyped(event.target.value); setAt(0) }} onKeyDown={keys}
      />
      <ul id="palette-list" role="listbox" className={styles.list} aria-label={t`Commands`}>
        {found.map((command, place) => (
          <li key={command.id} id={`palette-${place}`} role="option" aria-selected={place === at} onMouseMove={() => setAt(place)} onClick={() => run(command)}>
            <span>{i18n._(command.title)}</span>
            {command.keys[0] && <kbd>{keyName(command.keys[0], mac)}</kbd>}
          </li>
        ))}
      </ul>
      {found.length === 0 && <p className={styles.none}><Trans>No command has these words.</Trans></p>}
    </Modal>
  )
}
