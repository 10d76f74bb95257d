import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Autocomplete, Checkbox, Menu, NativeSelect, TagsInput, TextInput, UnstyledButton } from '@mantine/core'
import { IconChevronRight, IconDots } from '@tabler/icons-react'
import { useFormats, useLanguage } from '@tropa/ui'
import type { MatchPreview, Signal, Stage, TouchpointRule } from './api'
import { textIn } from './board'
import page from './DataPage.module.css'
import { FIELDS, valuesOf, withValues } from './rules'
import styles from './Rules.module.css'
import { useChannels } from './vocabulary'
import { FIELD_WORDS, SIGNAL_WORDS } from './words'

interface Props {
  place: number
  last: number
  rule: TouchpointRule
  stages: Stage[]
  opened: boolean
  /** What it takes, once the server has looked. */
  found: MatchPreview['rules'][number] | undefined
  onOpen: (yes: boolean) => void
  onEdit: (rule: TouchpointRule) => void
  onMove: (to: number) => void
  onRemove: () => void
}

/** A rule in a line, with what it takes; opened, it can be edited and shows examples. */
export function RuleRow(props: Props) {
  const { place, rule, stages, opened, found, onOpen } = props
  const { t } = useLingui()
  const { language } = useLanguage()
  const stage = stages.find((one) => one.id === rule.stage)
  const name = rule.touchpoint === null ? t`left out` : rule.touchpoint || t`(no name yet)`
  return (
    <li className={styles.rule} data-opened={opened || undefined}>
      <div className={styles.line}>
        <UnstyledButton className={styles.opener} aria-expanded={opened} onClick={() => onOpen(!opened)}>
          <IconChevronRight size={16} aria-hidden className={styles.chevron} />
          <span className="numbers">{place + 1}.</span>
          <Conditions rule={rule} />
          <span aria-hidden>→</span><span className="only-spoken"><Trans>becomes</Trans></span>
          <strong className={rule.touchpoint === null ? page.quiet : undefined}>{name}</strong>
          {stage && <span className={page.quiet}>{textIn(stage.title, language)}</span>}
        </UnstyledButton>
        <Taken of={found} />
        <Deeds {...props} />
      </div>
      {opened && <Fields {...props} />}
      {opened && found && found.examples.length > 0 && <Examples of={found.examples} />}
    </li>
  )
}

function Conditions({ rule }: { rule: TouchpointRule }) {
  const { i18n } = useLingui()
  const given = FIELDS.flatMap((field) => {
    const values = valuesOf(rule.match[field])
    return values.length > 0 ? [`${i18n._(FIELD_WORDS[field])}: ${values.slice(0, 2).join(', ')}${values.length > 2 ? ` +${values.length - 2}` : ''}`] : []
  })
  const own = Object.entries(rule.match.properties ?? {}).map(([key, value]) => `${key}: ${Array.isArray(value) ? value.join(', ') : String(value)}`)
  const all = [...given, ...own]
  return <span className={page.code}>{all.length > 0 ? all.join(' · ') : <Trans>any event</Trans>}</span>
}

function Taken({ of }: { of: Props['found'] }) {
  const formats = useFormats()
  if (!of) return <span className={styles.count}>…</span>
  const before = of.fitting - of.events
  return (
    <span className={styles.count} data-none={of.events === 0 || undefined}>
      <Plural value={of.events} one="# event" few="# events" many="# events" other="# events" />
      {before > 0 && <span className={page.quiet}> <Trans>({formats.number(before)} more taken by rules above)</Trans></span>}
    </span>
  )
}

function Deeds({ place, last, onMove, onRemove }: Props) {
  const { t } = useLingui()
  return (
    <Menu position="bottom-end">
      <Menu.Target><ActionIcon variant="subtle" color="gray" aria-label={t`What to do with rule ${place + 1}`}><IconDots size={18} aria-hidden /></ActionIcon></Menu.Target>
      <Menu.Dropdown>
        <Menu.Item disabled={place === 0} onClick={() => onMove(place - 1)}><Trans>Up</Trans></Menu.Item>
        <Menu.Item disabled={place === last} onClick={() => onMove(place + 1)}><Trans>Down</Trans></Menu.Item>
        <Menu.Item disabled={place === 0} onClick={() => onMove(0)}><Trans>To the top</Trans></Menu.Item>
        <Menu.Item disabled={place === last} onClick={() => onMove(last)}><Trans>To the bottom</Trans></Menu.Item>
        <Menu.Divider />
        <Menu.Item color="red" onClick={onRemove}><Trans>Remove the rule</Trans></Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function Fields({ rule, stages, onEdit }: Props) {
  const { t, i18n } = useLingui()
  const { language } = useLanguage()
  const channels = useChannels()
  const set = (part: Partial<TouchpointRule>) => onEdit({ ...rule, ...part })
  return (
    <div className={styles.fields}>
      <fieldset>
        <legend><Trans>Takes events where</Trans></legend>
        {FIELDS.map((field) => (
          <TagsInput key={field} label={i18n._(FIELD_WORDS[field])} value={valuesOf(rule.match[field])} onChange={(values) => set({ match: withValues(rule.match, field, values) })}
            placeholder={valuesOf(rule.match[field]).length === 0 ? t`any` : undefined} acceptValueOnBlur splitChars={['\n']} maxTags={200} />
        ))}
        {Object.keys(rule.match.properties ?? {}).length > 0 && <p className={page.quiet}><Trans>Conditions on properties of the event are changed in the text of the definition.</Trans></p>}
      </fieldset>
      <fieldset>
        <legend><Trans>Makes of them</Trans></legend>
        <TextInput label={t`Touchpoint`} value={rule.touchpoint ?? ''} disabled={rule.touchpoint === null} maxLength={200} onChange={(event) => set({ touchpoint: event.currentTarget.value })} />
        <Checkbox label={t`Leave these events out of journeys`} checked={rule.touchpoint === null} onChange={(event) => set({ touchpoint: event.currentTarget.checked ? null : '' })} my="sm" />
        <NativeSelect label={t`Stage`} value={rule.stage ?? ''} onChange={(event) => set({ stage: event.currentTarget.value || null })}
          data={[{ value: '', label: t`none` }, ...stages.map((one) => ({ value: one.id, label: textIn(one.title, language) }))]} />
        <Autocomplete label={t`Channel`} placeholder={t`as the source says`} value={rule.channel ?? ''} onChange={(value) => set({ channel: value.trim() || null })} maxLength={100}
          data={channels.map((one) => one.id)} renderOption={({ option }) => <span>{channels.find((one) => one.id === option.value)?.title ?? option.value} <span className={page.quiet}>{option.value}</span></span>} />
        <NativeSelect label={t`Sign of trouble`} value={rule.signal ?? ''} onChange={(event) => set({ signal: (event.currentTarget.value || null) as Signal | null })}
          data={[{ value: '', label: t`none` }, ...Object.entries(SIGNAL_WORDS).map(([value, words]) => ({ value, label: i18n._(words) }))]} />
      </fieldset>
    </div>
  )
}

function Examples({ of }: { of: MatchPreview['rules'][number]['examples'] }) {
  const formats = useFormats()
  return (
    <div className={styles.examples}>
      <p className={page.quiet}><Trans>What it takes, for example</Trans></p>
      <ul>{of.map((one, place) => <li key={place} className={page.code}><span className="numbers">{formats.number(one.count)} × </span>{[one.source, one.name, one.url, one.channel].filter(Boolean).join(' · ')}</li>)}</ul>
    </div>
  )
}
