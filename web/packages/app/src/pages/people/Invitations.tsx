import { Trans, useLingui } from '@lingui/react/macro'
import { Button, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Answer, Problem, say, sayProblem, useFormats, useLanguage } from '@tropa/ui'
import { useState } from 'react'
import { Section, ShownOnce } from '../../Sections'
import styles from '../../Sections.module.css'
import { useRoles, type Role } from '../../session'
import { invitationsQuery, invite, withdraw, type Invitation } from './people'
import { RoleSelect } from './roles'

/** Inviting somebody, and the invitations nobody has accepted yet. */
export function Invitations() {
  const { t } = useLingui()
  const invitations = useQuery(invitationsQuery)
  return (
    <>
      <Section title={t`Invite somebody`} lead={<Trans>With an address only its owner can accept; the letter goes out where the server can send one. The link works once.</Trans>}>
        <Invite />
      </Section>
      <Section title={t`Not accepted yet`}>
        <Answer of={invitations}>
          {(all) => all.length === 0
            ? <p className={styles.lead}><Trans>No invitation is open.</Trans></p>
            : <ul className={styles.list}>{all.map((one) => <li key={one.id} className={styles.item}><Row invitation={one} /></li>)}</ul>}
        </Answer>
      </Section>
    </>
  )
}

function Invite() {
  const { t } = useLingui()
  const { language } = useLanguage()
  const queries = useQueryClient()
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<Role>('editor')
  const make = useMutation({
    mutationFn: () => invite({ role, email: email.trim() || null, language }),
    onSuccess: () => {
      setEmail('')
      return queries.invalidateQueries(invitationsQuery)
    },
  })
  return (
    <>
      {make.data && (
        <ShownOnce text={make.data.link} label={t`Link of the invitation`} copy={t`Copy the link`}>
          {make.data.mailed ? <Trans>The letter is on its way to {make.data.email}. This is the same link, shown only now.</Trans> : <Trans>Send this link yourself. It is shown only now.</Trans>}
        </ShownOnce>
      )}
      <form className={styles.fields} onSubmit={(event) => { event.preventDefault(); make.mutate() }}>
        <TextInput type="email" label={t`E-mail`} description={t`may be left out: then whoever has the link can accept`} maxLength={254} value={email} onChange={(event) => setEmail(event.currentTarget.value)} />
        <RoleSelect label={t`Role`} value={role} onChange={(next) => setRole(next ?? 'viewer')} />
        {make.error && <Problem error={make.error} />}
        <div><Button type="submit" loading={make.isPending}><Trans>Invite</Trans></Button></div>
      </form>
    </>
  )
}

function Row({ invitation }: { invitation: Invitation }) {
  const { t } = useLingui()
  const formats = useFormats()
  const roles = useRoles()
  const queries = useQueryClient()
  const whom = invitation.email ?? t`Whoever has the link`
  const takeBack = () => void withdraw(invitation.id).then(() => queries.invalidateQueries(invitationsQuery)).then(() => say(t`The invitation is taken back`)).catch(sayProblem)
  return (
    <>
      <div>
        <div className={styles.name}>{whom}</div>
        <div className={styles.facts}>{roles[invitation.role]}{invitation.map_id && <> · <Trans>at one map</Trans></>} · <Trans>until {formats.day(invitation.expires)}</Trans></div>
      </div>
      <Button variant="default" onClick={takeBack} aria-label={t`Take back the invitation: ${whom}`}><Trans>Take back</Trans></Button>
    </>
  )
}
