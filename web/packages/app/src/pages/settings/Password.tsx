import { Trans, useLingui } from '@lingui/react/macro'
import { Button, PasswordInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ask, Problem, say } from '@tropa/ui'
import { useState } from 'react'
import { Section } from '../../Sections'
import styles from '../../Sections.module.css'
import { meQuery, type Me } from './me'

/** Setting or changing the password; all other browsers are signed out by it. */
export function Password({ me }: { me: Me }) {
  const { t } = useLingui()
  const queries = useQueryClient()
  const [current, setCurrent] = useState('')
  const [fresh, setFresh] = useState('')
  const change = useMutation({
    mutationFn: () => ask<void>('/api/me/password', { method: 'PUT', body: { current, new: fresh } }),
    onSuccess: () => {
      setCurrent('')
      setFresh('')
      say(t`The password is set; your other browsers are signed out`)
      return Promise.all([queries.invalidateQueries(meQuery), queries.invalidateQueries({ queryKey: ['browsers'] })])
    },
  })
  const shows = { 'aria-label': t`Show the password` }
  return (
    <Section
      title={t`Password`}
      lead={me.has_password ? <Trans>Changing it signs out your other browsers.</Trans> : <Trans>You have none: you sign in by a link. With an e-mail and a password you can sign in from elsewhere.</Trans>}
    >
      <form className={styles.fields} onSubmit={(event) => { event.preventDefault(); change.mutate() }}>
        <input type="text" name="username" autoComplete="username" value={me.email ?? me.name} readOnly hidden />
        {me.has_password && (
          <PasswordInput label={t`Password now`} autoComplete="current-password" description={t`Not asked for after signing in by a one-time link`} maxLength={200} value={current} onChange={(event) => setCurrent(event.currentTarget.value)} visibilityToggleButtonProps={shows} />
        )}
        <PasswordInput label={t`New password`} autoComplete="new-password" required minLength={10} maxLength={200} description={t`at least 10 signs; a few words are easy to remember`} value={fresh} onChange={(event) => setFresh(event.currentTarget.value)} visibilityToggleButtonProps={shows} />
        {change.error && <Problem error={change.error} />}
        <div><Button type="submit" loading={change.isPending}>{me.has_password ? <Trans>Change the password</Trans> : <Trans>Set a password</Trans>}</Button></div>
      </form>
    </Section>
  )
}
