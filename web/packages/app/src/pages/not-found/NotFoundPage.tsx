import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { IconRoute } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { Bare, Empty, useTitle } from '@tropa/ui'

/** No page has this address. */
export default function NotFoundPage() {
  const { t } = useLingui()
  useTitle(t`Not found`)
  return (
    <Bare>
      <Empty whole icon={<IconRoute size={40} />} title={t`The trail ends here`} action={<Button component={Link} to="/"><Trans>To all maps</Trans></Button>}>
        <Trans>No page has this address. Perhaps it was moved, or you may not see it.</Trans>
      </Empty>
    </Bare>
  )
}
