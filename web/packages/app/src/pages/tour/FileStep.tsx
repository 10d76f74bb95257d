import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Progress } from '@mantine/core'
import { IconFileUpload } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { Problem, useFormats } from '@tropa/ui'
import { useRef, useState } from 'react'
import { send } from '../../sending'
import styles from './TourPage.module.css'

/** Choosing a file, or dropping it; it is sent in pieces. */
export function FileStep({ onSent }: { onSent: (upload: string) => void }) {
  const { t } = useLingui()
  const formats = useFormats()
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const [share, setShare] = useState(0)
  const sending = useMutation({ mutationFn: (file: File) => send(file, { onShare: setShare }), onSuccess: onSent })
  const take = (file: File | undefined) => { if (file) sending.mutate(file) }
  if (sending.isPending || sending.isSuccess) {
    const { name } = sending.variables
    const done = formats.share(share)
    return (
      <>
        <p>{sending.isSuccess ? <Trans>“{name}” is sent.</Trans> : <Trans>“{name}”: {done} sent</Trans>}</p>
        {sending.isPending && <Progress value={share * 100} aria-label={t`How much is sent`} />}
      </>
    )
  }
  return (
    <>
      <p className={styles.quiet}><Trans>An export of events of your site or application, a survey, reviews, tickets: CSV, Excel, JSON or XES. It stays on this server.</Trans></p>
      {sending.error && <Problem error={sending.error} />}
      <div
        className={styles.drop} data-over={over || undefined} onDragOver={(event) => { event.preventDefault(); setOver(true) }} onDragLeave={() => setOver(false)}
        onDrop={(event) => { event.preventDefault(); setOver(false); take(event.dataTransfer.files[0]) }}
      >
        <IconFileUpload size={32} aria-hidden />
        <p><Trans>Drop a file here or</Trans></p>
        <Button onClick={() => input.current?.click()}><Trans>Choose a file</Trans></Button>
        <input ref={input} type="file" hidden aria-label={t`File with your data`} onChange={(event) => take(event.currentTarget.files?.[0])} />
      </div>
    </>
  )
}
