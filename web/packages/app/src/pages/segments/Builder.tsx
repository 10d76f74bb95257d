import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Menu, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconPlus } from '@tabler/icons-react'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Answer, PageHeader, Problem, say, useFormats } from '@tropa/ui'
import { useMemo, useState } from 'react'
import { saveSegment, segmentsQuery, sizeQuery, traitsQuery, type Condition, type Segment, type TraitValues } from './api'
import { ConditionRow } from './ConditionRow'
import { conditionOn, idOf, plain, whole } from './conditions'
import styles from './SegmentsPage.module.css'

/** A segment's title and rule, with the number of customers that the rule takes while it is written. */
export function Builder({ id }: { id: string | null }) {
  const segments = useQuery(segmentsQuery)
  const traits = useQuery(traitsQuery)
  return <Answer of={segments}>{(all) => <Answer of={traits}>{(known) => <Form id={id} all={all} traits={known.traits} />}</Answer>}</Answer>
}

function Form({ id, all, traits }: { id: string | null; all: Segment[]; traits: TraitValues[] }) {
  const { t } = useLingui()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const there = all.find((one) => one.id === id)
  const [title, setTitle] = useState(there?.title ?? '')
  const [rule, setRule] = useState<Condition[]>(() => (there?.where ?? []).map(plain))
  const own = useMemo(() => id ?? idOf(title, all.map((one) => one.id)), [id, title, all])
  const ready = title.trim() !== '' && rule.every(whole)
  const save = useMutation({
    mutationFn: () => saveSegment(own, title.trim(), rule.map(plain)),
    onSuccess: (segments) => {
      queries.setQueryData(segmentsQuery.queryKey, segments)
      for (const key of ['segments', 'definition', 'vocabulary']) void queries.invalidateQueries({ queryKey: [key] })
      say(t`The segment is saved`)
      void navigate({ to: '/segments' })
    },
  })
  const set = (place: number, next: Condition | null) => setRule((now) => (next ? now.map((one, at) => (at === place ? next : one)) : now.filter((_, at) => at !== place)))
  return (
    <form onSubmit={(event) => { event.preventDefault(); if (ready) save.mutate() }}>
      <PageHeader title={there ? t`Segment “${there.title}”` : t`New segment`} lead={t`All conditions must hold. Segments above take their customers first.`} />
      <div className={styles.columns}>
        <div>
          <TextInput label={t`Title`} required value={title} maxLength={200} maw={480} onChange={(event) => setTitle(event.currentTarget.value)} mb="lg" />
          <h2><Trans>Conditions</Trans></h2>
          {rule.length === 0 && <p className={styles.quiet}><Trans>Without conditions the segment takes everybody who is left.</Trans></p>}
          {rule.map((one, place) => <ConditionRow key={place} condition={one} traits={traits} onChange={(next) => set(place, next)} />)}
          <AddCondition traits={traits} onAdd={(trait) => setRule((now) => [...now, conditionOn(trait)])} />
          {save.error && <Problem error={save.error} />}
          <Group mt="xl">
            <Button type="submit" disabled={!ready} loading={save.isPending}><Trans>Save the segment</Trans></Button>
            <Button component={Link} to={id ? `/segments/${id}` : '/segments'} variant="default"><Trans>Cancel</Trans></Button>
          </Group>
        </div>
        <LiveSize rule={rule} segment={id} all={all} />
      </div>
    </form>
  )
}

function AddCondition({ traits, onAdd }: { traits: TraitValues[]; onAdd: (trait: TraitValues) => void }) {
  if (traits.length === 0) return <p className={styles.quiet}><Trans>The data has no traits of customers yet: a table with a customer’s id and traits such as age or city brings them.</Trans></p>
  return (
    <Menu position="bottom-start">
      <Menu.Target><Button variant="default" mt="md" leftSection={<IconPlus size={16} aria-hidden />}><Trans>Add a condition</Trans></Button></Menu.Target>
      <Menu.Dropdown mah={360} style={{ overflowY: 'auto' }}>{traits.map((one) => <Menu.Item key={one.trait} onClick={() => onAdd(one)}>{one.trait}</Menu.Item>)}</Menu.Dropdown>
    </Menu>
  )
}

function LiveSize({ rule, segment, all }: { rule: Condition[]; segment: string | null; all: Segment[] }) {
  const formats = useFormats()
  const asked = useMemo(() => rule.filter(whole).map(plain), [rule])
  const [settled] = useDebouncedValue(asked, 300)
  const size = useQuery({ ...sizeQuery(settled, segment), placeholderData: keepPreviousData })
  const found = size.data
  return (
    <aside className={styles.live} aria-busy={size.isFetching}>
      <h2><Trans>How many customers</Trans></h2>
      {size.error && <Problem error={size.error} />}
      {found && (
        <div role="status">
          <p className={styles.big}>{formats.number(found.customers - found.taken)}</p>
          <span className={styles.bar} aria-hidden><i style={{ width: `${found.of ? (100 * (found.customers - found.taken)) / found.of : 0}%` }} /></span>
          <p className={styles.quiet}><Trans>{formats.share(found.of ? (found.customers - found.taken) / found.of : 0)} of {formats.number(found.of)}</Trans></p>
          {found.taken > 0 && (
            <>
              <p><Plural value={found.taken} one="The rule also fits # customer of segments above:" few="The rule also fits # customers of segments above:" many="The rule also fits # customers of segments above:" other="The rule also fits # customers of segments above:" /></p>
              <ul>{found.taken_by.map(([id, count]) => <li key={id}>{all.find((one) => one.id === id)?.title ?? id}: <span className="numbers">{formats.number(count)}</span></li>)}</ul>
            </>
          )}
          {found.customers - found.taken < 20 && <p className={styles.quiet}><Trans>Fewer than 20 customers: no portrait is shown, so that nobody can be recognised.</Trans></p>}
        </div>
      )}
    </aside>
  )
}
