import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Button, Progress } from '@mantine/core'
import { IconCloudUpload, IconX } from '@tabler/icons-react'
import { announce, Problem, useFormats } from '@tropa/ui'
import { useCallback, useEffect, useRef, useState, type DragEvent } from 'react'
import styles from './UploadFiles.module.css'
import { send } from '../../sending'
import { UploadLook } from './UploadLook'

interface Coming {
  key: string
  file: File
  share: number
  /** The upload's id once all has come. */
  upload?: string
  error?: unknown
  stop: AbortController
}

/** Files dropped or chosen, sent piece by piece; each is shown as it would be read before it is imported. */
export function UploadFiles() {
  const { files, take, again, drop } = useComing()
  return (
    <>
      <DropPlace onFiles={take} />
      {files.map((one) => (
        <article key={one.key} className={styles.file} aria-label={one.file.name}>
          <Head of={one} onDrop={() => drop(one.key)} />
          {one.error !== undefined && <Problem error={one.error} retry={() => again(one.key)} />}
          {one.upload && <UploadLook upload={one.upload} />}
        </article>
      ))}
    </>
  )
}

function Head({ of, onDrop }: { of: Coming; onDrop: () => void }) {
  const { t } = useLingui()
  const formats = useFormats()
  const size = formats.bytes(of.file.size)
  const sending = !of.upload && of.error === undefined
  return (
    <header className={styles.head}>
      <h2>{of.file.name}</h2>
      <span className={styles.size}>{sending ? <Trans>{formats.share(of.share)} of {size} sent</Trans> : size}</span>
      <ActionIcon variant="subtle" color="gray" aria-label={sending ? t`Stop sending ${of.file.name}` : t`Take ${of.file.name} off the list`} onClick={onDrop}><IconX size={18} aria-hidden /></ActionIcon>
      {sending && <Progress className={styles.progress} value={of.share * 100} aria-label={t`How much of ${of.file.name} is sent`} />}
    </header>
  )
}

function DropPlace({ onFiles }: { onFiles: (files: File[]) => void }) {
  const { t } = useLingui()
  const input = useRef<HTMLInputElement>(null)
  const [over, set] = useState(false)
  const hold = (event: DragEvent) => { event.preventDefault(); set(true) }
  return (
    <div
      className={styles.place} data-over={over || undefined} onDragOver={hold} onDragEnter={hold} onDragLeave={() => set(false)}
      onDrop={(event) => { event.preventDefault(); set(false); onFiles([...event.dataTransfer.files]) }}
    >
      <IconCloudUpload size={36} aria-hidden />
      <p><Trans>Drop files here, or choose them.</Trans></p>
      <Button variant="default" onClick={() => input.current?.click()}><Trans>Choose files</Trans></Button>
      <input ref={input} type="file" multiple hidden aria-label={t`Files to add`} onChange={(event) => { onFiles([...(event.currentTarget.files ?? [])]); event.currentTarget.value = '' }} />
      <p className={styles.hint}><Trans>CSV, TSV, Excel, JSON lines, XES, exports of Yandex Metrica, Google Analytics, surveys, reviews, tickets, transcripts. A cut upload goes on where it was: choose the same file again.</Trans></p>
    </div>
  )
}

/** The files that are on their way, sent one after another. */
function useComing() {
  const { t } = useLingui()
  const [files, set] = useState<Coming[]>([])
  const alter = useCallback((key: string, part: Partial<Coming>) => set((all) => all.map((one) => (one.key === key ? { ...one, ...part } : one))), [])
  const queue = useRef(Promise.resolve())
  const start = useCallback((one: Coming) => {
    queue.current = queue.current.then(async () => {
      if (one.stop.signal.aborted) return
      try {
        const upload = await send(one.file, { signal: one.stop.signal, onShare: (share) => alter(one.key, { share }) })
        alter(one.key, { upload })
        announce(t`${one.file.name} is sent`)
      } catch (error) {
        if (!one.stop.signal.aborted) alter(one.key, { error })
      }
    })
  }, [alter, t])
  const take = (chosen: File[]) => {
    const coming = chosen.map((file) => ({ key: crypto.randomUUID(), file, share: 0, stop: new AbortController() }))
    set((all) => [...coming, ...all])
    coming.forEach(start)
  }
  const again = (key: string) => {
    const one = files.find((each) => each.key === key)
    if (!one) return
    set((all) => all.map(({ error, ...rest }) => (rest.key === key ? rest : { ...rest, ...(error === undefined ? {} : { error }) })))
    start(one)
  }
  const drop = (key: string) => {
    files.find((one) => one.key === key)?.stop.abort()
    set((all) => all.filter((one) => one.key !== key))
  }
  useStopAtTheEnd(files)
  return { files, take, again, drop }
}

function useStopAtTheEnd(files: Coming[]) {
  const last = useRef(files)
  useEffect(() => { last.current = files }, [files])
  useEffect(() => () => last.current.forEach((one) => { if (!one.upload) one.stop.abort() }), [])
}
