import { i18n } from '@lingui/core'
import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Alert, Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { REFUSED } from './refused'

/** The sentence for a person behind any error: the server's own where it gave one, ours for an edit that was refused. */
export function sentenceOf(error: unknown): string {
  const detail = error && typeof error === 'object' && 'detail' in error ? error.detail : undefined
  if (typeof detail === 'string' && detail) return detail
  const code = error && typeof error === 'object' && 'code' in error ? REFUSED[String(error.code)] : undefined
  if (code) return i18n._(code)
  if (error instanceof TypeError) return t`The server does not answer. Is it running, and is there a network?`
  return error instanceof Error && error.message ? error.message : t`Something went wrong.`
}

/** An error where the thing itself would stand, with a way to try again. */
export function Problem({ error, retry }: { error: unknown; retry?: () => void }) {
  return (
    <Alert color="red" variant="light" role="alert" icon={<IconAlertTriangle aria-hidden />} my="md">
      {sentenceOf(error)}
      {retry && <div><Button variant="default" mt="sm" onClick={retry}><Trans>Try again</Trans></Button></div>}
    </Alert>
  )
}
