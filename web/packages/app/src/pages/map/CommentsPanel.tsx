import { Trans, useLingui } from '@lingui/react/macro'
import { Words, useDocument, useTools } from '@tropa/grid'
import { Button, Menu, ActionIcon, SegmentedControl, TextInput } from '@mantine/core'
import { IconCheck, IconDots, IconLink, IconRotate, IconSearch } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Answer, confirm, Empty, PersonAvatar, say, sayProblem, useFormats } from '@tropa/ui'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useSession } from '../../session'
import { aboutOf, aboutSaid, mapAsks, mapDeeds, type AboutSaid, type Said, type Thread, type Threads } from './api'
import { Composer } from './Composer'
import { goTo, type Beside } from './page-state'
import { isGone, placeName } from './place-name'
import styles from './CommentsPanel.module.css'

type Show = 'open' | 'resolved' | 'mine' | 'orphans'

/** The threads a filter lets through, and whose words hold what is looked for; the newest first. */
export function shownThreads(threads: readonly Thread[], show: Show, me: string | null, words: string): Thread[] {
  const wanted = words.trim().toLocaleLowerCase()
  const all = (thread: Thread): readonly Said[] => [thread, ...thread.replies]
  return threads
    .filter((thread) => {
      if (show === 'orphans') return thread.orphan
      if (show === 'resolved') return thread.resolved !== null
      if (thread.resolved !== null || thread.orphan) return false
      return show === 'open' || all(thread).some((one) => one.person === me || (me !== null && one.mentions.includes(me)))
    })
    .filter((thread) => wanted === '' || all(thread).some((one) => `${one.text} ${one.name}`.toLocaleLowerCase().includes(wanted)))
    .toReversed()
}

/** What was said about the map: threads, where they stand, and who is asked. */
export function CommentsPanel({ beside, open }: { beside: Beside; open: (beside: Partial<Beside>) => void }) {
  const { session } = useTools().host
  const query = useQuery(mapAsks.comments(session.mapId))
  const map = useDocument()
  const now = useMemo(() => query.data && { ...query.data, comments: query.data.comments.map((one) => (!one.orphan && isGone(map, one.about) ? { ...one, orphan: true } : one)) }, [query.data, map])
  return <Answer of={query}>{(threads) => <Talk threads={now ?? threads} beside={beside} open={open} />}</Answer>
}

function useSeen(mapId: string, unread: number): void {
  const queries = useQueryClient()
  useEffect(() => {
    if (unread === 0) return
    const wait = setTimeout(() => void mapDeeds.seen(mapId).then(() => queries.invalidateQueries({ queryKey: ['map', mapId, 'comments'] }), () => {}), 1500)
    return () => clearTimeout(wait)
  }, [mapId, unread, queries])
}

function Talk({ threads, beside, open }: { threads: Threads; beside: Beside; open: (beside: Partial<Beside>) => void }) {
  const { t } = useLingui()
  const { host } = useTools()
  const me = useSession().person?.id ?? null
  const linked = threads.comments.find((one) => one.id === beside.thread || one.replies.some((reply) => reply.id === beside.thread))
  const [show, setShow] = useState<Show>(linked?.orphan ? 'orphans' : linked?.resolved ? 'resolved' : 'open')
  const [words, setWords] = useState('')
  const shown = useMemo(() => shownThreads(threads.comments, show, me, words), [threads, show, me, words])
  const orphans = threads.comments.filter((one) => one.orphan).length
  useSeen(host.session.mapId, threads.unread)
  const about: AboutSaid = beside.about ? aboutSaid(beside.about) : { kind: 'map' }
  const here = beside.about ? shown.filter((one) => sameAbout(one.about, about)) : shown
  const rest = beside.about ? shown.filter((one) => !sameAbout(one.about, about)) : []
  return (
    <>
      {host.may.comment && <NewThread about={about} onAll={beside.about ? () => open({ about: null }) : null} />}
      <SegmentedControl size="xs" fullWidth my="sm" aria-label={t`Which comments`} value={show} onChange={(value) => setShow(value as Show)}
        data={[{ value: 'open', label: t`Open` }, { value: 'mine', label: t`With me` }, { value: 'resolved', label: t`Resolved` }, ...(orphans ? [{ value: 'orphans', label: t`Left over` }] : [])]} />
      {threads.comments.length > 5 && <TextInput size="xs" mb="sm" leftSection={<IconSearch size={14} aria-hidden />} aria-label={t`Find in the comments`} placeholder={t`Find in the comments`} value={words} onChange={(event) => setWords(event.currentTarget.value)} />}
      {show === 'orphans' && <p className={styles.hint}><Trans>What these were about has been deleted.</Trans></p>}
      {shown.length === 0 && <Empty title={t`Nothing here`}>{show === 'open' && <Trans>Ctrl+Alt+M comments on what is focused.</Trans>}</Empty>}
      <ol className={styles.threads}>
        {here.map((one) => <ThreadView key={one.id} thread={one} linked={one === linked} />)}
        {rest.map((one) => <ThreadView key={one.id} thread={one} linked={one === linked} />)}
      </ol>
    </>
  )
}

const sameAbout = (one: AboutSaid, other: AboutSaid): boolean =>
  one.kind === other.kind && (['card', 'stage', 'lane', 'persona'] as const).every((key) => (one[key] ?? null) === (other[key] ?? null))

function useAgain(): () => Promise<void> {
  const queries = useQueryClient()
  const { mapId } = useTools().host.session
  return () => queries.invalidateQueries({ queryKey: ['map', mapId, 'comments'] })
}

function NewThread({ about, onAll }: { about: AboutSaid; onAll: (() => void) | null }) {
  const { t } = useLingui()
  const { session } = useTools().host
  const again = useAgain()
  const name = placeName(session.document(), about)
  return (
    <div className={styles.fresh}>
      <p className={styles.about}>
        {name === null ? <Trans>About the whole map</Trans> : <Trans>About: {name}</Trans>}
        {onAll && <button type="button" onClick={onAll}><Trans>the whole map instead</Trans></button>}
      </p>
      <Composer key={JSON.stringify(about)} label={t`Comment`} action={t`Comment`} focus={onAll !== null} onSend={async (text, mentions) => { await mapDeeds.comment(session.mapId, about, text, mentions); await again() }} />
    </div>
  )
}

function ThreadView({ thread, linked }: { thread: Thread; linked: boolean }) {
  const { t } = useLingui()
  const { host } = useTools()
  const again = useAgain()
  const root = useRef<HTMLLIElement>(null)
  const [replying, reply] = useState(linked)
  const name = placeName(host.session.document(), thread.about)
  useEffect(() => {
    if (!linked) return
    root.current?.scrollIntoView({ block: 'center' })
    goTo(host.store, aboutOf(thread.about))
  }, [linked, host.store, thread.about])
  const resolve = () => void mapDeeds.change(thread.id, { resolved: thread.resolved === null }).then(again, sayProblem)
  return (
    <li ref={root} className={styles.thread} data-linked={linked || undefined} id={`comment-${thread.id}`}>
      <div className={styles.where}>
        {thread.orphan
          ? <span><Trans>deleted:</Trans> {thread.words}</span>
          : <button type="button" onClick={() => goTo(host.store, aboutOf(thread.about))}>{name ?? t`the whole map`}</button>}
        {host.may.comment && <Button size="compact-xs" variant="subtle" color="gray" leftSection={thread.resolved ? <IconRotate size={14} aria-hidden /> : <IconCheck size={14} aria-hidden />} onClick={resolve}>{thread.resolved ? <Trans>Reopen</Trans> : <Trans>Resolve</Trans>}</Button>}
      </div>
      <SaidView said={thread} thread={thread} />
      {thread.replies.map((one) => <SaidView key={one.id} said={one} thread={thread} />)}
      {thread.resolved && <p className={styles.hint}><Trans>Resolved by {thread.resolved_by}</Trans></p>}
      {host.may.comment && (replying
        ? <Composer label={t`Reply`} action={t`Reply`} focus={!linked} onSend={async (text, mentions) => { await mapDeeds.reply(thread.id, text, mentions); reply(false); await again() }} />
        : <Button size="compact-xs" variant="subtle" onClick={() => reply(true)}><Trans>Reply</Trans></Button>)}
    </li>
  )
}

function SaidView({ said, thread }: { said: Said; thread: Thread }) {
  const { t } = useLingui()
  const { host } = useTools()
  const formats = useFormats()
  const again = useAgain()
  const me = useSession().person?.id ?? null
  const [editing, edit] = useState(false)
  const own = me !== null && said.person === me
  const link = () => void navigator.clipboard.writeText(new URL(`/maps/${host.session.mapId}?comment=${said.id}`, location.href).href).then(() => say(t`The link is copied`), sayProblem)
  async function remove() {
    const body = said.id === thread.id && thread.replies.length > 0 ? t`Its replies go too.` : undefined
    if (await confirm({ title: t`Delete the comment?`, ...(body ? { body } : {}), action: t`Delete`, grave: true })) await mapDeeds.remove(said.id).then(again, sayProblem)
  }
  return (
    <article className={styles.said}>
      <PersonAvatar name={said.name} colour={said.colour} size={26} />
      <div className={styles.words}>
        <p className={styles.by}>
          <b>{said.name || t`A guest`}</b> <time dateTime={said.created} title={formats.dayTime(said.created)}>{formats.relative(said.created)}</time>{said.edited && <span> · <Trans>changed</Trans></span>}
          <Menu position="bottom-end" width={190}>
            <Menu.Target><ActionIcon size="sm" variant="subtle" color="gray" className={styles.deeds} aria-label={t`What to do with the comment`}><IconDots size={16} aria-hidden /></ActionIcon></Menu.Target>
            <Menu.Dropdown>
              <Menu.Item leftSection={<IconLink size={14} aria-hidden />} onClick={link}><Trans>Copy the link</Trans></Menu.Item>
              {own && <Menu.Item onClick={() => edit(true)}><Trans>Change</Trans></Menu.Item>}
              {(own || host.session.me.role === 'owner') && <Menu.Item color="red" onClick={() => void remove()}><Trans>Delete</Trans></Menu.Item>}
            </Menu.Dropdown>
          </Menu>
        </p>
        {editing
          ? <Composer label={t`Comment`} action={t`Save`} start={said.text} focus onSend={async (text) => { await mapDeeds.change(said.id, { text }); edit(false); await again() }} />
          : <Words body={said.text} />}
      </div>
    </article>
  )
}
