import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Code, PasswordInput, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { ask, Bare, Problem } from '@tropa/ui'
import { useState } from 'react'
import { Panel } from '../../Panel'
import panel from '../../Panel.module.css'
import { sessionQuery } from '../../session'
import { nextOf } from './next'
import { Providers } from './Providers'

/** Signing in with e-mail and password, or through another account; and what to do with neither. */
export default function SignInPage() {
  const { t } = useLingui()
  const session = useQuery(sessionQuery)
  const next = nextOf(useSearch({ strict: false }) as { next?: unknown }, location.origin)
  return (
    <Bare>
      <Panel title={t`Sign in`} lead={<Trans>to the maps of your customers’ journeys</Trans>}>
        {session.error && <Problem error={session.error} retry={() => void session.refetch()} />}
        <WithPassword next={next} />
        <Providers providers={session.data?.ways.oidc ?? []} />
        <div className={panel.note}>
          <h2><Trans>On your own computer</Trans></h2>
          <p><Trans>No password is needed: <Code>tropa serve</Code> prints a link that signs you in once. Run it again for a new link.</Trans></p>
          <h2><Trans>Forgot the password?</Trans></h2>
          <p><Trans>Ask an owner of the workspace: under “People” they can make a link that lets you in to set a new one.</Trans></p>
        </div>
      </Panel>
    </Bare>
  )
}

function WithPassword({ next }: { next: string }) {
  const { t } = useLingui()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const enter = useMutation({
    mutationFn: () => ask<void>('/api/session', { method: 'POST', body: { email, password } }),
    onSuccess: () => location.assign(next),
  })
  return (
    <form className={panel.fields} onSubmit={(event) => { event.preventDefault(); enter.mutate() }}>
      <TextInput type="email" label={t`E-mail`} autoComplete="username" required maxLength={254} value={email} onChange={(event) => setEmail(event.currentTarget.value)} />
      <PasswordInput
        label={t`Password`} autoComplete="current-password" required maxLength={200} value={password} onChange={(event) => setPassword(event.currentTarget.value)}
        visibilityToggleButtonProps={{ 'aria-label': t`Show the password` }}
      />
      {enter.error && <Problem error={enter.error} />}
      <Button type="submit" size="md" loading={enter.isPending}><Trans>Sign in</Trans></Button>
    </form>
  )
}
