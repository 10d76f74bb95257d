import { useLingui } from '@lingui/react/macro'
import { IconCircleCheck, IconClockExclamation, IconLinkOff, IconSnowflake, type Icon } from '@tabler/icons-react'
import type { Standing } from './api'
import styles from './Panel.module.css'

const SIGNS: Record<Standing, Icon> = { fresh: IconCircleCheck, stale: IconClockExclamation, frozen: IconSnowflake, broken: IconLinkOff }

/** How a record stands today, as a sign and a word; never by colour alone. */
export function StateSign({ state, reason }: { state: Standing; reason?: string }) {
  const { t } = useLingui()
  const words = { fresh: t`Fresh`, stale: t`Stale`, frozen: t`Frozen`, broken: t`Cannot be asked again` }
  const Sign = SIGNS[state]
  return (
    <span className={styles.state} data-state={state}>
      <Sign size={16} aria-hidden /> {words[state]}{reason ? `: ${reason}` : ''}
    </span>
  )
}
