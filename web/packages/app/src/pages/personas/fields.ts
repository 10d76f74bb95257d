import type { Persona, ScoredTrait, Trait } from '@tropa/model'

/** What of a persona is a list of lines. */
export const LISTS = ['goals', 'needs', 'motivations', 'fears', 'interests', 'channels', 'devices', 'brands', 'quotes'] as const
export type ListField = (typeof LISTS)[number]

export const TEXTS = ['name', 'segment', 'role', 'quote', 'about'] as const
export type TextField = (typeof TEXTS)[number]

/** What an editor holds: lists as lines of text. */
export type Written = Record<TextField, string> & Record<ListField, string> & { colour: string; traits: Trait[]; scored: ScoredTrait[] }

export const linesOf = (text: string): string[] => text.split('\n').map((line) => line.trim()).filter(Boolean)

export function writtenOf(persona: Persona): Written {
  const texts = Object.fromEntries(TEXTS.map((field) => [field, persona[field]])) as Record<TextField, string>
  const lists = Object.fromEntries(LISTS.map((field) => [field, persona[field].join('\n')])) as Record<ListField, string>
  return { ...texts, ...lists, colour: persona.colour ?? '', traits: [...persona.traits], scored: [...persona.scored] }
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

/** The fields that say something else than the persona does; traits without a name are left out. */
export function changed(persona: Persona, written: Written): Partial<Persona> {
  const now = {
    ...Object.fromEntries(TEXTS.map((field) => [field, written[field].trim()])),
    ...Object.fromEntries(LISTS.map((field) => [field, linesOf(written[field])])),
    colour: written.colour || null,
    traits: written.traits.filter((one) => one.name.trim()),
    scored: written.scored.filter((one) => one.name.trim()),
  } as Partial<Persona>
  return Object.fromEntries(Object.entries(now).filter(([field, value]) => !same(value, persona[field as keyof Persona]))) as Partial<Persona>
}

/** Traits of several personas by name, in the order they are met. */
export function traitNames(personas: readonly Persona[]): string[] {
  return [...new Set(personas.flatMap((one) => one.traits.map((trait) => trait.name)))]
}

/** The segment of the data that a persona of a map stands for, where that can be told. */
export function segmentOf(persona: string, segments: readonly string[]): string | null {
  return segments.find((one) => persona === `persona_${one}`) ?? (segments.length === 1 ? segments[0] ?? null : null)
}

/** Traits with those of the data in the place of the same names; what people wrote besides stays. */
export function withComputed(written: readonly Trait[], computed: readonly Trait[]): Trait[] {
  const names = new Set(computed.map((one) => one.name))
  return [...computed, ...written.filter((one) => !names.has(one.name))]
}
