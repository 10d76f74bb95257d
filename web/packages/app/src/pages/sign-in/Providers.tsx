import { Trans } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import panel from '../../Panel.module.css'

interface Props {
  providers: { name: string; title: string }[]
  /** The key of an invitation, accepted on the way. */
  invitation?: string
}

/** The ways in through another account. */
export function Providers({ providers, invitation }: Props) {
  if (providers.length === 0) return null
  const query = invitation ? `?${new URLSearchParams({ key: invitation })}` : ''
  return (
    <>
      <p className={panel.or}><Trans>or</Trans></p>
      <div className={panel.ways}>
        {providers.map((one) => (
          <Button key={one.name} component="a" variant="default" href={`/api/oidc/${encodeURIComponent(one.name)}/start${query}`}>
            <Trans>Sign in with {one.title}</Trans>
          </Button>
        ))}
      </div>
    </>
  )
}
