import { Trans, useLingui } from '@lingui/react/macro'
import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { ask, Bare, Loading, Problem, Refusal } from '@tropa/ui'
import { useEffect, useRef, useState } from 'react'
import { useKey } from '../../fragment'
import { Panel } from '../../Panel'
import panel from '../../Panel.module.css'

interface Opened {
  map_id: string
  role: 'viewer' | 'commenter'
  hidden: string[]
}

/** The door of a share link: opens by itself, asks for a password where there is one, says so where it is closed. */
export default function SharePage() {
  const { t } = useLingui()
  const key = useKey()
  const asked = useRef(false)
  const enter = useMutation({
    mutationFn: (given: { password?: string; name?: string }) => ask<Opened>('/api/shares/open', { method: 'POST', body: { key, ...given } }),
    onSuccess: ({ map_id }) => location.replace(`/maps/${map_id}`),
  })
  const { mutate } = enter
  useEffect(() => {
    if (asked.current || key === '') return
    asked.current = true
    mutate({})
  }, [key, mutate])
  const [wanted, setWanted] = useState(false)
  const refusal = enter.error
  const locked = refusal instanceof Refusal && refusal.code === 'accounts.share_password'
  useEffect(() => { if (locked) setWanted(true) }, [locked])
  if (wanted && !enter.isSuccess) return <Bare><Locked enter={enter.mutate} busy={enter.isPending} error={enter.failureCount > 0 && enter.variables?.password ? refusal : null} /></Bare>
  if (key === '' || refusal) {
    return (
      <Bare>
        <Panel title={t`This link does not open`} lead={<Trans>It was closed or is past its day, or it was cut short. Ask whoever sent it for a new one.</Trans>}>
          {refusal && <Problem error={refusal} retry={() => mutate({})} />}
        </Panel>
      </Bare>
    )
  }
  return <Bare><Loading /></Bare>
}

interface LockedProps {
  enter: (given: { password: string; name: string }) => void
  busy: boolean
  error: Error | null
}

function Locked({ enter, busy, error }: LockedProps) {
  const { t } = useLingui()
  const [password, setPassword] = useState('')
  const [name, setName] = useState('')
  return (
    <Panel title={t`A map is shared with you`} lead={<Trans>It is protected with a password. Whoever sent the link knows it.</Trans>}>
      <form className={panel.fields} onSubmit={(event) => { event.preventDefault(); enter({ password, name }) }}>
        <PasswordInput
          label={t`Password of the link`} autoComplete="off" required maxLength={200} value={password} onChange={(event) => setPassword(event.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': t`Show the password` }}
        />
        <TextInput label={t`Your name`} description={t`stands beside what you write; may be left out`} autoComplete="name" maxLength={60} value={name} onChange={(event) => setName(event.currentTarget.value)} />
        {error && <Problem error={error} />}
        <Button type="submit" size="md" loading={busy}><Trans>Open the map</Trans></Button>
      </form>
    </Panel>
  )
}
