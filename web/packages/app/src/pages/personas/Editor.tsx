import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Checkbox, ColorInput, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { Persona } from '@tropa/model'
import { Problem, say } from '@tropa/ui'
import { useState } from 'react'
import { editPersona } from './api'
import { changed, LISTS, writtenOf, type Written } from './fields'
import styles from './PersonasPage.module.css'
import { ScoredRows, TraitRows } from './TraitRows'
import { LIST_WORDS, TEXT_WORDS } from './words'

interface Props {
  persona: Persona
  map: string
  /** All maps the persona stands in. */
  places: { id: string; title: string }[]
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
