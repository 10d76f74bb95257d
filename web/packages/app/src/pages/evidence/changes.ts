import type { ProposedChange, Proposal } from './api'
import { numberText, type Numbers } from './record'

/** One value before and after, in words. */
export interface Change {
  what: 'number' | 'n' | 'words' | 'detail' | 'point' | 'state' | 'other'
  field: string
  before: string
  after: string
}

const isNumbers = (value: unknown): value is Numbers => typeof value === 'object' && value !== null && 'value' in value
const plain = (value: unknown): string => (value === null || value === undefined ? '—' : typeof value === 'object' ? JSON.stringify(value) : String(value))

function ofCard(change: ProposedChange, language: string): Change | null {
  if (change.field === 'measure') {
    const write = (one: unknown) => (isNumbers(one) ? numberText(one, language) : '—')
    return { what: 'number', field: 'measure', before: write(change.before), after: write(change.after) }
  }
  const what = { body: 'words', detail: 'detail', state: 'state' }[change.field] as Change['what'] | undefined
  return { what: what ?? 'other', field: change.field, before: plain(change.before), after: plain(change.after) }
}

/** What a proposal changes for a reader: the number, n, words; not the marks of asking. */
export function changesOf({ changes }: Proposal, language: string): Change[] {
  const shown = changes.some((change) => change.field === 'measure')
  const found = changes.flatMap((change): Change[] => {
    if (change.action === 'add' && change.object === 'card') {
      const { measure, detail } = (change.after ?? {}) as { measure?: Numbers | null; detail?: string }
      return [
        ...(measure ? [{ what: 'number' as const, field: 'measure', before: '—', after: numberText(measure, language) }] : []),
        ...(detail ? [{ what: 'detail' as const, field: 'detail', before: '—', after: detail }] : []),
      ]
    }
    if (change.action === 'point' || change.object === 'point') {
      const write = (one: unknown) => (isNumbers(one) ? numberText({ ...one, unit: 'score' }, language) : plain(one))
      return [{ what: 'point', field: 'value', before: write(change.before), after: write(change.after) }]
    }
    if (change.object === 'card') return [ofCard(change, language)].filter((one) => one !== null)
    if (change.object === 'evidence' && change.field === 'n') return [{ what: 'n', field: 'n', before: plain(change.before), after: plain(change.after) }]
    if (change.object === 'evidence' && change.field === 'value' && !shown) {
      const write = (value: unknown) => (typeof value === 'number' ? numberText({ value, unit: Math.abs(value) < 1 ? 'share' : 'count' }, language) : '—')
      return [{ what: 'number', field: 'value', before: write(change.before), after: write(change.after) }]
    }
    return []
  })
  return found.filter((one) => one.before !== one.after)
}
