import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Button, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconPlus } from '@tabler/icons-react'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Answer, Problem, Refusal, say, useFormats } from '@tropa/ui'
import { useMemo, useState } from 'react'
import { change, definitionQuery, matchQuery, type DefinitionState, type MatchExample, type TouchpointRule } from './api'
import page from './DataPage.module.css'
import { Tiles } from './parts'
import { RuleRow } from './RuleRow'
import { hasConditions, moved, ruleFor, tidy } from './rules'
import styles from './Rules.module.css'

/** A rule with a name of its own for the list, kept while it is moved and edited. */
interface Kept {
  key: string
  rule: TouchpointRule
}

/** Which events are which touchpoints: rules in order, what each takes as it is written, and what none takes. */
export function Rules() {
  const definition = useQuery(definitionQuery)
  return (
    <Answer of={definition}>
      {(found) => (found.parsed ? <Editor key={found.digest} of={found} rules={found.parsed.touchpoints} /> : <Problem error={new Error(found.faults[0]?.message)} />)}
    </Answer>
  )
}

const kept = (rule: TouchpointRule): Kept => ({ key: crypto.randomUUID(), rule })

function Editor({ of, rules }: { of: DefinitionState; rules: TouchpointRule[] }) {
  const { t } = useLingui()
  const [list, set] = useState(() => rules.map((rule) => kept(tidy(rule))))
  const [opened, open] = useState<string | null>(null)
  const [words, find] = useState('')
  const now = useMemo(() => list.map((one) => tidy(one.rule)), [list])
  const [asked] = useDebouncedValue(now, 350)
  const matches = useQuery({ ...matchQuery(asked), placeholderData: keepPreviousData })
  const dirty = JSON.stringify(now) !== JSON.stringify(rules.map(tidy))
  const add = (rule: TouchpointRule) => {
    const one = kept(rule)
    set((all) => [...all, one])
    open(one.key)
  }
  const edit = (key: string, rule: TouchpointRule) => set((all) => all.map((one) => (one.key === key ? { ...one, rule } : one)))
  const shown = list.filter((one) => JSON.stringify(one.rule).toLowerCase().includes(words.toLowerCase()))
  const fresh = !matches.isPlaceholderData && asked === now
  return (
    <>
      <Numbers of={matches.data} />
      {matches.error && <Problem error={matches.error} />}
      <div className={styles.columns}>
        <section aria-label={t`Rules in their order`}>
          <Tools count={list.length} words={words} onFind={find} onAdd={() => add({ match: {}, touchpoint: '' })} />
          <ol className={styles.rules}>
            {shown.map((one) => {
              const place = list.indexOf(one)
              return (
                <RuleRow
                  key={one.key} place={place} last={list.length - 1} rule={one.rule} stages={of.parsed?.stages ?? []} opened={opened === one.key} found={fresh ? matches.data?.rules[place] : undefined}
                  onOpen={(yes) => open(yes ? one.key : null)} onEdit={(rule) => edit(one.key, rule)}
                  onMove={(to) => set((all) => moved(all, place, to))} onRemove={() => set((all) => all.filter((each) => each !== one))}
                />
              )
            })}
          </ol>
        </section>
        <Left of={matches.data?.left ?? []} all={matches.data?.unmatched ?? 0} onRule={(example) => add(ruleFor(example))} onLeaveOut={(example) => add({ ...ruleFor(example), touchpoint: null })} />
      </div>
      <Save rules={now} digest={of.digest} dirty={dirty} written={of.written} onUndo={() => { set(rules.map((rule) => kept(tidy(rule)))); open(null) }} />
    </>
  )
}

function Numbers({ of }: { of: { events: number; unmatched: number } | undefined }) {
  const { t } = useLingui()
  const formats = useFormats()
  const part = of?.events ? 1 - of.unmatched / of.events : null
  const share = part === null ? '—' : part < 1 && part > 0.99 ? `> ${formats.share(0.99)}` : formats.share(part)
  return <div role="status"><Tiles of={[[t`Events`, of ? formats.number(of.events) : '…'], [t`Taken by rules`, share], [t`Taken by none`, of ? formats.number(of.unmatched) : '…']]} /></div>
}

function Tools({ count, words, onFind, onAdd }: { count: number; words: string; onFind: (words: string) => void; onAdd: () => void }) {
  const { t } = useLingui()
  return (
    <div className={styles.tools}>
      <h2><Plural value={count} one="# rule" few="# rules" many="# rules" other="# rules" /></h2>
      <TextInput type="search" size="sm" aria-label={t`Find a rule`} placeholder={t`Find a rule`} value={words} onChange={(event) => onFind(event.currentTarget.value)} />
      <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={onAdd}><Trans>New rule</Trans></Button>
      <p className={page.quiet}><Trans>The first rule that fits an event decides. A star stands for any text: /film/*</Trans></p>
    </div>
  )
}

interface Unmatched {
  of: MatchExample[]
  all: number
  onRule: (example: MatchExample) => void
  onLeaveOut: (example: MatchExample) => void
}

function Left({ of, all, onRule, onLeaveOut }: Unmatched) {
  const formats = useFormats()
  const { t } = useLingui()
  return (
    <aside className={styles.left}>
      <h2><Trans>What no rule takes</Trans></h2>
      {all === 0 && <p className={page.quiet}><Trans>Every event belongs to a touchpoint or is left out on purpose.</Trans></p>}
      <ul>
        {of.map((one) => (
          <li key={`${one.source} ${one.name} ${one.url} ${one.channel}`}>
            <div><strong>{one.name}</strong> <span className={page.quiet}>{one.source}{one.url && <> · <span className={page.code}>{one.url}</span></>}</span></div>
            <span className={styles.count}><Plural value={one.count} one="# event" few="# events" many="# events" other="# events" /></span>
            <div className={styles.deeds}>
              <Button size="compact-sm" variant="light" onClick={() => onRule(one)} aria-label={t`Make a rule for ${one.name}, ${one.url ?? one.source}`}><Trans>Make a rule</Trans></Button>
              <Button size="compact-sm" variant="subtle" color="gray" onClick={() => onLeaveOut(one)} aria-label={t`Leave out ${one.name}, ${one.url ?? one.source}`}><Trans>Leave out</Trans></Button>
            </div>
          </li>
        ))}
      </ul>
      {of.length > 0 && <p className={page.quiet}><Trans>{formats.number(all)} events in all; the most frequent are shown.</Trans></p>}
    </aside>
  )
}

function Save({ rules, digest, dirty, written, onUndo }: { rules: TouchpointRule[]; digest: string; dirty: boolean; written: boolean; onUndo: () => void }) {
  const queries = useQueryClient()
  const { t } = useLingui()
  const save = useMutation({
    mutationFn: () => change.rules(rules, digest),
    onSuccess: (state) => {
      queries.setQueryData(definitionQuery.queryKey, state)
      for (const key of ['data', 'segments', 'vocabulary']) void queries.invalidateQueries({ queryKey: [key] })
      say(t`The rules are saved`)
    },
  })
  const empty = rules.findIndex((rule) => rule.touchpoint === '' || !hasConditions(rule))
  const moved = save.error instanceof Refusal && save.error.status === 409
  return (
    <>
      {save.error && <Problem error={save.error} />}
      <div className={page.save}>
        <Button disabled={(!dirty && written) || empty >= 0} loading={save.isPending} onClick={() => save.mutate()}><Trans>Save the rules</Trans></Button>
        {dirty && <Button variant="default" onClick={onUndo}><Trans>Undo the changes</Trans></Button>}
        {moved && <Button variant="default" onClick={() => void queries.invalidateQueries({ queryKey: ['definition'] })}><Trans>Load what is there now</Trans></Button>}
        {empty >= 0 && <span className={page.warn}><Trans>Rule {empty + 1} has no condition or no touchpoint yet.</Trans></span>}
        {dirty && empty < 0 && <span className={page.quiet}><Trans>Not saved yet.</Trans></span>}
      </div>
    </>
  )
}
