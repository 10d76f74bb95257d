import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Answer, PageHeader } from '@tropa/ui'
import { Browsers } from './Browsers'
import { meQuery } from './me'
import { Password } from './Password'
import { Profile } from './Profile'
import { Tokens } from './Tokens'

/** Settings of one's own: name, language, theme, password, browsers signed in, tokens for programs. */
export default function SettingsPage() {
  const { t } = useLingui()
  const me = useQuery(meQuery)
  return (
    <>
      <PageHeader title={t`Settings`} />
      <Answer of={me}>
        {(mine) => (
          <>
            <Profile me={mine} />
            <Password me={mine} />
            <Browsers />
            <Tokens owner={mine.role === 'owner'} />
          </>
        )}
      </Answer>
    </>
  )
}
