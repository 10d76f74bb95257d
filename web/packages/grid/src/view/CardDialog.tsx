import { t } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, ColorInput, FileButton, Group, Modal, NumberInput, Select, Stack, Switch, TagsInput, Textarea, TextInput } from '@mantine/core'
import type { Scores } from '@tropa/model'
import { sayProblem } from '@tropa/ui'
import { useState } from 'react'
import { setCards, tagCards, tagsOf, type CardFields } from '../state'
import { plain } from '../state/clipboard/copy'
import { STATUS_WORDS } from '../state/words'
import { useCard, useDocument, useTools } from './context'
import type { GridHands } from './hands'
import { readPicture } from './picture'

/** Everything about a card that is not its words: whose, where, how it feels, what is done about it, its picture and links. */
export function CardDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { host, hands } = useTools()
  const { i18n } = useLingui()
  const card = useCard(id)
  const map = useDocument()
  if (!card) return null
  const may = host.may.edit && !host.lockedLanes.has(card.lane)
  const set = (fields: CardFields) => (hands as GridHands).edit(setCards([id], fields))
  const columns = host.store.layout.columns
  const from = columns.findIndex((one) => one.id === card.stage)
  const options = <T extends { id: string }>(list: readonly T[], title: (one: T) => string) => list.map((one) => ({ value: one.id, label: title(one) }))
  return (
    <Modal opened onClose={onClose} title={plain(card.body).slice(0, 80) || t`Card`} size="lg" returnFocus={false}>
      <fieldset disabled={!may} style={{ border: 0, padding: 0, margin: 0 }}>
        <Stack gap="sm">
          <Textarea label={t`Detail`} autosize minRows={2} maxRows={6} defaultValue={card.detail} onBlur={(event) => event.target.value !== card.detail && set({ detail: event.target.value })} />
          <Group grow align="flex-start">
            <Select label={t`Persona`} clearable placeholder={t`everybody’s`} value={card.persona} onChange={(persona) => set({ persona })} data={options(map.personas, (one) => one.name)} />
            <Select label={t`Stretches to`} clearable value={card.span_to} onChange={(span_to) => set({ span_to })} data={options(columns.slice(from + 1), (one) => one.title)} />
          </Group>
          <Group grow align="flex-start">
            <Select label={t`Touchpoint`} clearable searchable value={card.touchpoint} onChange={(touchpoint) => set({ touchpoint })} data={options(map.touchpoints, (one) => one.title)} />
            <Select label={t`Channel`} clearable searchable value={card.channel} onChange={(channel) => set({ channel })} data={[...options(map.channels, (one) => one.title), ...map.channels_seen.filter((name) => !map.channels.some((one) => one.id === name)).map((name) => ({ value: name, label: name }))]} />
          </Group>
          <Group grow align="flex-start">
            <NumberInput label={t`Feeling, −2…2`} min={-2} max={2} step={0.5} decimalScale={1} value={card.emotion ?? ''} onChange={(value) => set({ emotion: typeof value === 'number' ? value : null, scale: '-2..2' })} />
            <ColorInput label={t`Colour`} value={card.colour ?? ''} format="hex" swatches={['#4560DE', '#7F50C8', '#A94F73', '#2070A6', '#3A7775', '#B94A2A', '#347A42', '#5F6C7B']} onChangeEnd={(colour) => set({ colour: /^#[0-9a-f]{6}$/i.test(colour) ? colour : null })} />
            <TextInput label={t`Icon`} maxLength={8} defaultValue={card.icon} onBlur={(event) => event.target.value !== card.icon && set({ icon: event.target.value.trim() })} />
          </Group>
          <Group grow align="flex-start">
            <Select label={t`Status`} clearable value={card.status} onChange={(status) => set({ status: status as keyof typeof STATUS_WORDS | null })} data={(Object.keys(STATUS_WORDS) as (keyof typeof STATUS_WORDS)[]).map((value) => ({ value, label: i18n._(STATUS_WORDS[value]) }))} />
            <TextInput label={t`Owner`} defaultValue={card.owner} maxLength={200} onBlur={(event) => event.target.value !== card.owner && set({ owner: event.target.value })} />
            <TextInput label={t`Due`} type="date" defaultValue={card.due ?? ''} onBlur={(event) => event.target.value !== (card.due ?? '') && set({ due: event.target.value || null })} />
          </Group>
          <TagsInput label={t`Tags`} data={tagsOf(map)} value={[...card.tags]} onChange={(tags) => (hands as GridHands).edit(tagCards([id], tags.filter((tag) => !card.tags.includes(tag)), card.tags.filter((tag) => !tags.includes(tag))))} />
          <Switch label={t`Moment of truth`} checked={card.moment_of_truth} onChange={(event) => set({ moment_of_truth: event.target.checked })} />
          <ScoreFields id={id} />
          <PictureField id={id} />
          <LinkField id={id} />
        </Stack>
      </fieldset>
    </Modal>
  )
}

const EMPTY_SCORES: Scores = { customer_value: null, business_value: null, effort: null, reach: null, severity: null, satisfaction: null, importance_customer: null, importance_business: null, own: {} }

function ScoreFields({ id }: { id: string }) {
  const { hands } = useTools()
  const card = useCard(id)
  const set = (fields: Partial<Scores>) => (hands as GridHands).edit(setCards([id], { scores: { ...EMPTY_SCORES, ...card?.scores, ...fields } }))
  const share = (key: 'customer_value' | 'business_value', label: string) => {
    const held = card?.scores?.[key] ?? null
    return <NumberInput label={label} min={0} max={100} step={10} suffix=" %" value={held === null ? '' : Math.round(held * 100)} onChange={(value) => set({ [key]: typeof value === 'number' ? value / 100 : null })} />
  }
  return (
    <Group grow>
      {share('customer_value', t`Value for customers, %`)}
      {share('business_value', t`Value for us, %`)}
      <NumberInput label={t`Effort, 0…5`} min={0} max={5} step={0.5} decimalScale={2} value={card?.scores?.effort ?? ''} onChange={(value) => set({ effort: typeof value === 'number' ? value : null })} />
    </Group>
  )
}

/** A picture and what it shows: without these words it is not kept. */
function PictureField({ id }: { id: string }) {
  const { hands } = useTools()
  const card = useCard(id)
  const [data, setData] = useState<string | null>(null)
  const [alt, setAlt] = useState(card?.picture?.alt ?? '')
  const shown = data ?? card?.picture?.data
  const save = () => {
    if (!shown || !alt.trim()) return
    ;(hands as GridHands).edit(setCards([id], { picture: { data: shown, alt: alt.trim(), caption: card?.picture?.caption ?? '' } }))
    setData(null)
  }
  return (
    <div>
      {shown && <img src={shown} alt={alt} style={{ maxHeight: 160, maxWidth: '100%', borderRadius: 6 }} />}
      {shown && <TextInput required label={t`What the picture shows, for those who cannot see it`} value={alt} onChange={(event) => setAlt(event.target.value)} error={alt.trim() ? undefined : t`Say what it shows.`} mb="sm" />}
      <Group>
        <FileButton accept="image/png,image/jpeg,image/webp" onChange={(file) => { if (file) void readPicture(file).then(setData, sayProblem) }}>
          {(props) => <Button {...props} variant="default">{shown ? t`Another picture…` : t`Add a picture…`}</Button>}
        </FileButton>
        {shown && (data !== null || alt !== card?.picture?.alt) && <Button disabled={!alt.trim()} onClick={save}><Trans>Keep the picture</Trans></Button>}
        {card?.picture && <Button variant="subtle" color="red" onClick={() => (hands as GridHands).edit(setCards([id], { picture: null }))}><Trans>Take it away</Trans></Button>}
      </Group>
    </div>
  )
}

function LinkField({ id }: { id: string }) {
  const { hands } = useTools()
  const card = useCard(id)
  const [url, setUrl] = useState('')
  const links = card?.attachments ?? []
  const right = /^(https?:\/\/|mailto:)\S+$/.test(url)
  return (
    <div>
      {links.map((link) => (
        <Group key={link.url} gap="xs"><a href={link.url} target="_blank" rel="noopener noreferrer">{link.title || link.url}</a>
          <Button size="compact-xs" variant="subtle" color="red" onClick={() => (hands as GridHands).edit(setCards([id], { attachments: links.filter((one) => one !== link) }))}><Trans>Take away</Trans></Button></Group>
      ))}
      <Group align="flex-end">
        <TextInput label={t`Link`} placeholder="https://" value={url} onChange={(event) => setUrl(event.target.value)} style={{ flex: 1 }} error={url && !right ? t`An address begins with https:// or mailto:` : undefined} />
        <Button variant="default" disabled={!right} onClick={() => { (hands as GridHands).edit(setCards([id], { attachments: [...links, { title: url.replace(/^https?:\/\/(www\.)?/, '').slice(0, 60), url }] })); setUrl('') }}><Trans>Add</Trans></Button>
      </Group>
    </div>
  )
}
