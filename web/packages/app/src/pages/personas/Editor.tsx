import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Checkbox, ColorInput, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { Persona, Trait } from '@tropa/model'
import { announce, Problem, say } from '@tropa/ui'
import { useState } from 'react'
import { computedPersona, editPersona, type PersonaAtMap } from './api'
import { changed, LISTS, segmentOf, withComputed, writtenOf, type Written } from './fields'
import styles from './PersonasPage.module.css'
import { ScoredRows, TraitRows } from './TraitRows'
import { LIST_WORDS, TEXT_WORDS } from './words'

interface Props {
  persona: Persona
  map: string
  /** All maps the persona stands in. */
  places: PersonaAtMap[]
}

const COLOURS = ['#1d3f9c', '#c9683b', '#1f7a7a', '#a94f73', '#6e8b2f', '#7c8794']

/** A persona written by hand: what changed is set in the map, or in all maps it stands in. */
export function Editor({ persona, map, places }: Props) {
  const { t, i18n } = useLingui()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [written, set] = useState(() => writtenOf(persona))
  const [everywhere, setEverywhere] = useState(false)
  const fields = changed(persona, written)
  const write = (part: Partial<Written>) => set((now) => ({ ...now, ...part }))
  const segment = segmentOf(persona.id, places.find((one) => one.id === map)?.segments ?? [])
  const others = places.filter((one) => one.id !== map)
  const save = useMutation({
    mutationFn: async () => {
      for (const id of [map, ...(everywhere ? others.map((one) => one.id) : [])]) await editPersona(id, persona.id, fields)
    },
    onSuccess: async () => {
      await Promise.all(['personas', 'maps'].map((key) => queries.invalidateQueries({ queryKey: [key] })))
      say(t`The persona is saved`)
      void navigate({ to: `/personas/${map}/${persona.id}` })
    },
  })
  const dirty = Object.keys(fields).length > 0
  return (
    <form className={styles.form} onSubmit={(event) => { event.preventDefault(); if (dirty && written.name.trim()) save.mutate() }}>
      <div className={styles.columns}>
        {(['name', 'segment', 'role'] as const).map((field) => (
          <TextInput key={field} label={i18n._(TEXT_WORDS[field])} required={field === 'name'} value={written[field]} maxLength={300} onChange={(event) => write({ [field]: event.currentTarget.value })} />
        ))}
        <ColorInput label={t`Colour on the curve`} value={written.colour} onChange={(colour) => write({ colour })} format="hex" swatches={COLOURS} placeholder={t`by itself`} eyeDropperButtonProps={{ 'aria-label': t`Pick a colour from the screen` }} />
      </div>
      <TextInput label={i18n._(TEXT_WORDS.quote)} value={written.quote} maxLength={2000} onChange={(event) => write({ quote: event.currentTarget.value })} />
      <Textarea label={i18n._(TEXT_WORDS.about)} value={written.about} maxLength={10_000} autosize minRows={3} onChange={(event) => write({ about: event.currentTarget.value })} />
      <p className={styles.quiet}><Trans>Lists have one thing a line.</Trans></p>
      <div className={styles.columns}>
        {LISTS.map((field) => <Textarea key={field} label={i18n._(LIST_WORDS[field])} value={written[field]} autosize minRows={2} maxLength={10_000} onChange={(event) => write({ [field]: event.currentTarget.value })} />)}
      </div>
      {segment && <Computed segment={segment} onTraits={(traits) => write({ traits: withComputed(written.traits, traits) })} />}
      <TraitRows of={written.traits} onChange={(traits) => write({ traits })} />
      <ScoredRows of={written.scored} onChange={(scored) => write({ scored })} />
      {save.error && <Problem error={save.error} />}
      <div className={styles.save}>
        <Button type="submit" disabled={!dirty || !written.name.trim()} loading={save.isPending}><Trans>Save the persona</Trans></Button>
        {dirty && <Button variant="default" onClick={() => set(writtenOf(persona))}><Trans>Undo the changes</Trans></Button>}
        {others.length > 0 && <Checkbox label={t`also in the other maps it stands in`} checked={everywhere} onChange={(event) => setEverywhere(event.currentTarget.checked)} />}
      </div>
    </form>
  )
}

/** Takes the traits that the data shows of the segment now into the form; nothing is saved yet. */
function Computed({ segment, onTraits }: { segment: string; onTraits: (traits: readonly Trait[]) => void }) {
  const { t } = useLingui()
  const take = useMutation({
    mutationFn: () => computedPersona(segment),
    onSuccess: ({ shown, persona }) => {
      if (shown) onTraits(persona.traits)
      announce(shown ? t`Traits are taken from the data` : t`Too few customers for a portrait`)
    },
  })
  return (
    <div>
      <Button variant="default" loading={take.isPending} onClick={() => take.mutate()}><Trans>Take the traits from the data</Trans></Button>
      {take.error && <Problem error={take.error} />}
      {take.data && !take.data.shown && <p className={styles.warn}><Trans>Too few customers for a portrait</Trans></p>}
    </div>
  )
}
