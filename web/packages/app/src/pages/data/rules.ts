import type { Match, MatchExample, TouchpointRule } from './api'

/** The conditions of a rule that are plain texts, in the order they are shown. */
export const FIELDS = ['name', 'source', 'url', 'channel', 'utm_source', 'utm_medium', 'utm_campaign'] as const
export type Field = (typeof FIELDS)[number]

/** `a, b` in a field is “any of these”; a text of one keeps its commas out. */
export function valuesOf(value: Match[Field]): string[] {
  if (value === null || value === undefined) return []
  return Array.isArray(value) ? [...value] : [value]
}

/** What a field of a match becomes: nothing, one text, or any of several. */
export function withValues(match: Match, field: Field, values: string[]): Match {
  const given = values.map((one) => one.trim()).filter(Boolean)
  const { [field]: _before, ...rest } = match
  return given.length === 0 ? rest : { ...rest, [field]: given.length === 1 ? given[0] : given }
}

/** A match without the fields that say nothing. */
export function tidy(rule: TouchpointRule): TouchpointRule {
  const match = Object.fromEntries(
    Object.entries(rule.match).filter(([, value]) => value !== null && value !== undefined && !(typeof value === 'object' && Object.keys(value).length === 0)),
  ) as Match
  return { match, touchpoint: rule.touchpoint, channel: rule.channel ?? null, stage: rule.stage ?? null, signal: rule.signal ?? null }
}

/** Whether the rule has a condition at all; one without takes everything that is left. */
export const hasConditions = (rule: TouchpointRule) => Object.keys(tidy(rule).match).length > 0

const pathOf = (url: string) => {
  const path = url.includes('://') ? url.slice(url.indexOf('://') + 3) : url
  const slash = path.indexOf('/')
  return slash < 0 ? '' : path.slice(slash).replace(/[?#].*$/, '')
}

/** A rule that takes events like this one: by name and source, and by the page where there is one. */
export function ruleFor(example: MatchExample): TouchpointRule {
  const path = example.url ? pathOf(example.url) : ''
  const last = path.split('/').filter(Boolean).at(-1)
  return {
    match: { source: example.source, name: example.name, ...(path ? { url: path } : {}) },
    touchpoint: wordsOf(path && last ? last : example.name),
    channel: null,
    stage: null,
    signal: null,
  }
}

const wordsOf = (name: string) => {
  const words = name.replace(/[_\-]+/g, ' ').trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** A list with the one at `from` put at `to`. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  if (from === to || from < 0 || from >= list.length) return [...list]
  const rest = list.filter((_, place) => place !== from)
  const target = Math.max(0, Math.min(rest.length, to))
  return [...rest.slice(0, target), list[from] as T, ...rest.slice(target)]
}

/** Touchpoints that rules name, each once, with the stage the rules give them. */
export function touchpointsOf(rules: readonly TouchpointRule[]): Map<string, string | null> {
  const found = new Map<string, string | null>()
  for (const { touchpoint, stage } of rules) {
    if (touchpoint !== null) found.set(touchpoint, found.get(touchpoint) ?? stage ?? null)
  }
  return found
}
