import { Trans, useLingui } from '@lingui/react/macro'
import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { ask, Bare, Loading, Problem, useFormats } from '@tropa/ui'
import { useState } from 'react'
import { useKey } from '../../fragment'
import { Panel } from '../../Panel'
import panel from '../../Panel.module.css'
import { sessionQuery, useRoles, type Role, type Session } from '../../session'
import { Providers } from './Providers'

/** What an invitation offers. */
interface Offer {
  email: string | null
  role: Role
  map_id: string | null
  expires: string
}

/** Accepting an invitation: with the account one has, or a new one. */
export default function InvitationPage() {
  const { t } = useLingui()
  const key = useKey()
  const offer = useQuery({ queryKey: ['invitation', key], queryFn: () => ask<Offer>(`/api/invitations/by-key/${encodeURIComponent(key)}`), enabled: key !== '', retry: false })
  const session = useQuery(sessionQuery)
  if (key === '' || offer.error) {
    return (
      <Bare>
        <Panel title={t`This invitation cannot be used`} lead={<Trans>It has been used, taken back or is past its day, or the link was cut short. Ask whoever sent it for a new one.</Trans>}>
          {offer.error && <Problem error={offer.error} />}
        </Panel>
      </Bare>
    )
  }
  if (!offer.data || session.isPending) return <Bare><Loading /></Bare>
  return <Bare><Offered offer={offer.data} invitation={key} session={session.data} /></Bare>
}

function Offered({ offer, invitation, session }: { offer: Offer; invitation: string; session: Session | undefined }) {
  const { t } = useLingui()
  const formats = useFormats()
  const role = useRoles()[offer.role]
  const known = session?.person
  return (
    <Panel
      title={offer.map_id ? t`You are invited to a map` : t`You are invited to a workspace`}
      lead={<Trans>Your role: {role}. The invitation holds until {formats.day(offer.expires)}.</Trans>}
    >
      {known ? <AsKnown name={known.name} invitation={invitation} offer={offer} /> : <AsNew offer={offer} invitation={invitation} />}
      {!known && <Providers providers={session?.ways.oidc ?? []} invitation={invitation} />}
    </Panel>
  )
}

/** Accepts, and opens what one is invited to. */
function useAccept(offer: Offer) {
  return useMutation({
    mutationFn: (body: { key: string; name?: string; password?: string; email?: string }) => ask<void>('/api/invitations/accept', { method: 'POST', body }),
    onSuccess: () => location.assign(offer.map_id ? `/maps/${offer.map_id}` : '/'),
  })
}

function AsKnown({ name, invitation, offer }: { name: string; invitation: string; offer: Offer }) {
  const accept = useAccept(offer)
  return (
    <>
      {accept.error && <Problem error={accept.error} />}
      <Button fullWidth loading={accept.isPending} onClick={() => accept.mutate({ key: invitation })}><Trans>Accept as {name}</Trans></Button>
    </>
  )
}

function AsNew({ invitation, offer }: { invitation: string; offer: Offer }) {
  const { t } = useLingui()
  const [name, setName] = useState('')
  const [email, setEmail] = useState(offer.email ?? '')
  const [password, setPassword] = useState('')
  const accept = useAccept(offer)
  return (
    <form className={panel.fields} onSubmit={(event) => { event.preventDefault(); accept.mutate({ key: invitation, name, password, email }) }}>
      <TextInput label={t`Your name`} description={t`as colleagues see it`} autoComplete="name" required maxLength={120} value={name} onChange={(event) => setName(event.currentTarget.value)} />
      <TextInput type="email" label={t`E-mail`} autoComplete="username" required readOnly={offer.email !== null} maxLength={254} value={email} onChange={(event) => setEmail(event.currentTarget.value)} />
      <PasswordInput
        label={t`Password`} description={t`at least 10 signs; a few words are easy to remember`} autoComplete="new-password" required maxLength={200} value={password} onChange={(event) => setPassword(event.currentTarget.value)}
        visibilityToggleButtonProps={{ 'aria-label': t`Show the password` }}
      />
      {accept.error && <Problem error={accept.error} />}
      <Button type="submit" size="md" loading={accept.isPending}><Trans>Make an account and accept</Trans></Button>
    </form>
  )
}
