import { useLingui } from '@lingui/react/macro'

/** Acts of the log in words. */
export function useActions(): (action: string) => string {
  const { t } = useLingui()
  const named: Record<string, string> = {
    'session.began': t`signed in`,
    'session.refused': t`a sign-in was refused`,
    'session.revoked': t`signed a browser out`,
    'person.email': t`changed their address`,
    'person.password': t`set a new password`,
    'person.role': t`changed a role`,
    'person.disabled': t`closed an account`,
    'person.enabled': t`opened an account again`,
    'person.erased': t`deleted an account`,
    'person.link': t`made a one-time link`,
    'invitation.made': t`invited somebody`,
    'invitation.accepted': t`accepted an invitation`,
    'invitation.withdrawn': t`took an invitation back`,
    'token.made': t`made a token`,
    'token.revoked': t`revoked a token`,
    'share.made': t`made a link to a map`,
    'share.opened': t`a link to a map was opened`,
    'share.closed': t`closed a link to a map`,
    'map.roles': t`changed roles at a map`,
  }
  return (action) => named[action] ?? action
}
