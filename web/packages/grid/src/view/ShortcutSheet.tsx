import { t } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Modal } from '@mantine/core'
import { COMMANDS, keyName, type CommandGroup } from '../state'
import { useTools } from './context'
import styles from './Palette.module.css'

const mac = typeof navigator !== 'undefined' && /Mac|iP(hone|ad)/.test(navigator.platform)

/** All keys by what they are for; made from the commands themselves. */
export function ShortcutSheet({ onClose }: { onClose: () => void }) {
  const { host } = useTools()
  const { i18n } = useLingui()
  const groups: Record<CommandGroup, string> = {
    move: t`Go`, edit: t`Write`, structure: t`Arrange`, select: t`Select`, clipboard: t`Clipboard`, view: t`See`, talk: t`Talk`,
  }
  const all = [...COMMANDS, ...host.commands].filter((command) => command.keys.length > 0)
  return (
    <Modal opened onClose={onClose} title={t`Keyboard shortcuts`} size="xl" returnFocus={false}>
      <div className={styles.keys}>
        {(Object.keys(groups) as CommandGroup[]).map((group) => (
          <section key={group}>
            <h3>{groups[group]}</h3>
            <dl>
              {all.filter((command) => command.group === group).map((command) => (
                <div key={command.id}><dt>{i18n._(command.title)}</dt><dd>{command.keys.map((key) => <kbd key={keyName(key)}>{keyName(key, mac)}</kbd>)}</dd></div>
              ))}
            </dl>
          </section>
        ))}
        <section>
          <h3><Trans>Inside a card</Trans></h3>
          <dl>
            <div><dt><Trans>Leave, keeping the words</Trans></dt><dd><kbd>Esc</kbd></dd></div>
            <div><dt><Trans>New card below</Trans></dt><dd><kbd>Enter</kbd></dd></div>
            <div><dt><Trans>Line break</Trans></dt><dd><kbd>Shift+Enter</kbd></dd></div>
            <div><dt><Trans>Leave and go down</Trans></dt><dd><kbd>{mac ? '⌘' : 'Ctrl'}+Enter</kbd></dd></div>
            <div><dt><Trans>Next or previous cell</Trans></dt><dd><kbd>Tab</kbd><kbd>Shift+Tab</kbd></dd></div>
            <div><dt><Trans>Mention somebody</Trans></dt><dd><kbd>@</kbd></dd></div>
            <div><dt><Trans>Emoji by its name</Trans></dt><dd><kbd>:</kbd></dd></div>
          </dl>
          <h3><Trans>On a point of the line</Trans></h3>
          <dl>
            <div><dt><Trans>Up or down by 0.1; with Shift by 1</Trans></dt><dd><kbd>↑</kbd><kbd>↓</kbd></dd></div>
            <div><dt><Trans>Next or previous stage</Trans></dt><dd><kbd>→</kbd><kbd>←</kbd></dd></div>
          </dl>
        </section>
      </div>
    </Modal>
  )
}
