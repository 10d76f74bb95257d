import type { Schema } from '@tropa/sync'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Chip, Group, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Answer, ask, Empty, PageHeader } from '@tropa/ui'
import { useEffect, useState } from 'react'
import { marked } from './marked'
import styles from './SearchPage.module.css'

type Kind = 'map' | 'persona' | 'stage' | 'card' | 'quote'

/** One thing found: of which map, what, in which stage, its words around what was sought. */
type Hit = Schema<'SearchHit'>

/** Finds words in all maps: titles, personas, stages, cards, quotes. */
export default function SearchPage() {
  const { t } = useLingui()
  const { q = '', kind } = useSearch({ strict: false }) as { q?: string; kind?: Kind }
  const navigate = useNavigate()
  const kinds = useKinds()
  const [words, setWords] = useState(String(q))
  useEffect(() => setWords(String(q)), [q])
  const found = useQuery({
    queryKey: ['search', q, kind], enabled: q !== '',
    queryFn: ({ signal }) => ask<Hit[]>('/api/search', { query: { q: String(q), kind, most: 100 }, signal }),
  })
  const go = (next: { q?: string; kind?: Kind | undefined }) => void navigate({ to: '/search', search: { q, kind, ...next } as never, replace: true })
  return (
    <>
      <PageHeader title={q ? t`Search: ${String(q)}` : t`Search`} />
      <form onSubmit={(event) => { event.preventDefault(); go({ q: words.trim() }) }} className={styles.form}>
        <TextInput type="search" value={words} onChange={(event) => setWords(event.currentTarget.value)} leftSection={<IconSearch size={18} aria-hidden />} label={t`Words in maps, personas and quotes`} size="md" maxLength={200} />
      </form>
      <Chip.Group multiple={false} value={kind ?? 'all'} onChange={(value) => go({ kind: value === 'all' ? undefined : (value as Kind) })}>
        <Group gap="sm" my="lg" role="group" aria-label={t`What to show`}>
          <Chip value="all" size="sm"><Trans>All</Trans></Chip>
          {(Object.keys(kinds) as Kind[]).map((one) => <Chip key={one} value={one} size="sm">{kinds[one]}</Chip>)}
        </Group>
      </Chip.Group>
      {q && (
        <Answer of={found}>
          {(hits) => hits.length === 0
            ? <Empty icon={<IconSearch size={40} />} title={t`Nothing found`}><Trans>All words must stand together in one title, card, persona or quote. Fewer words find more.</Trans></Empty>
            : <Hits hits={hits} words={String(q)} kinds={kinds} />}
        </Answer>
      )}
    </>
  )
}

function Hits({ hits, words, kinds }: { hits: Hit[]; words: string; kinds: Record<Kind, string> }) {
  return (
    <>
      <p role="status" className={styles.count}><Plural value={hits.length} one="# place" few="# places" many="# places" other="# places" /></p>
      <ul className={styles.list}>
        {hits.map((hit) => (
          <li key={`${hit.map_id}/${hit.kind}/${hit.object_id}`} className={styles.hit}>
            <Link to="/maps/$mapId" params={{ mapId: hit.map_id }} search={{ at: hit.object_id } as never} preload={false}>
              <span className={styles.words}>
                {marked(hit.words, words).map((part, place) => part.hit ? <mark key={place}>{part.text}</mark> : <span key={place}>{part.text}</span>)}
              </span>
              <span className={styles.place}>{[kinds[hit.kind], hit.map_title, hit.place].filter(Boolean).join(' · ')}</span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  )
}

function useKinds(): Record<Kind, string> {
  const { t } = useLingui()
  return { map: t`Maps`, persona: t`Personas`, stage: t`Stages`, card: t`Cards`, quote: t`Quotes` }
}
