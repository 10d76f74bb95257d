import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import './tokens.css'
import './base.css'
import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import type { ReactNode } from 'react'
import { ConfirmPlace } from './confirm'
import { theme, variables } from './theme'
import { SpokenPlace } from './toasts'

/** The look of Tropa around the whole page: theme, notifications, the live region, the question before a grave step. */
export function Look({ children }: { children: ReactNode }) {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={variables} defaultColorScheme="auto">
      {children}
      <Notifications position="bottom-right" limit={4} />
      <SpokenPlace />
      <ConfirmPlace />
    </MantineProvider>
  )
}
