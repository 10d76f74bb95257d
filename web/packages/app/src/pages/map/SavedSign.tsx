import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { useTools } from '@tropa/grid'
import { useStatus } from '@tropa/sync'
import { IconCloudCheck, IconCloudOff, IconCloudUp, IconLock } from '@tabler/icons-react'
import styles from './SavedSign.module.css'

/** Whether the work is safe: on the server, on its way, or kept here until the server is back. */
export function SavedSign() {
  const { t } = useLingui()
  const { host } = useTools()
  const { status, pending } = useStatus(host.session)
  const kept = plural(pending, { one: 'offline, # change kept here', few: 'offline, # changes kept here', many: 'offline, # changes kept here', other: 'offline, # changes kept here' })
  const said = {
    saved: { words: host.may.edit ? t`saved` : t`read only`, Icon: host.may.edit ? IconCloudCheck : IconLock },
    saving: { words: t`saving…`, Icon: IconCloudUp },
    connecting: { words: t`connecting…`, Icon: IconCloudUp },
    offline: { words: pending > 0 ? kept : t`offline`, Icon: IconCloudOff },
    refused: { words: t`no longer shared with you`, Icon: IconLock },
  }[status]
  return <span className={styles.sign} data-status={status} role="status"><said.Icon size={16} aria-hidden />{said.words}</span>
}
