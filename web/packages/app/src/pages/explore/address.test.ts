import { describe, expect, it } from 'vitest'
import type { Vocabulary } from '../evidence/api'
import { carried, changed, missing, readAddress, toQuery, toSearch } from './address'
import { FIELDS, GROUPS } from './questions'
import { completed, firstSteps } from './starting'

describe('an address', () => {
  it('is the question', () => {
    const search = { step: ['ad', 'pay'], within: '7d', segment: 'students', view: 'table', beside: 'families' }
    const asked = readAddress('funnel', search)
    expect(asked).toEqual({ parameters: { step: ['ad', 'pay'], within: '7d', segment: 'students' }, view: 'table', beside: 'families' })
    expect(toSearch(asked)).toEqual(search)
  })

  it('leaves out what is usual, unknown or empty', () => {
    expect(readAddress('paths', { steps: 5, top: 7, nonsense: 1, after: '', by: 'customer' }).parameters).toEqual({ top: 7 })
  })

  it('takes one name for a list of one, and names that look like numbers', () => {
    expect(readAddress('paths', { after: 404 }).parameters).toEqual({ after: ['404'] })
  })

  it('asks the server with a name again for each value', () => {
    expect(toQuery({ step: ['a b', 'c'], collapse: true, optional: [2] })).toBe('step=a+b&step=c&collapse=true&optional=2')
  })
})

describe('parameters', () => {
  it('change one by one, and go when emptied', () => {
    expect(changed('flow', { segment: 'x' }, 'collapse', true)).toEqual({ segment: 'x', collapse: true })
    expect(changed('flow', { segment: 'x', collapse: true }, 'collapse', false)).toEqual({ segment: 'x' })
    expect(changed('funnel', { step: ['a'] }, 'order', 'ordered')).toEqual({ step: ['a'] })
  })

  it('of journeys go on to another question, its own do not', () => {
    expect(carried('reach', { segment: 'x', from: '2026-08-01', step: ['a', 'b'] })).toEqual({ segment: 'x', from: '2026-08-01' })
    expect(carried('portrait', { segment: 'x', from: '2026-08-01' })).toEqual({ from: '2026-08-01' })
  })

  it('are missing until the question can be asked', () => {
    expect(missing('funnel', {})).toBe('step')
    expect(missing('funnel', { step: ['a'] })).toBe('step')
    expect(missing('compare', { a: 'x', b: 'x' })).toBe('b')
    expect(missing('compare', { since: '2026-09-01' })).toBeNull()
    expect(missing('flow', {})).toBeNull()
  })
})

describe('a first question', () => {
  const touchpoint = (name: string, stage: string, journeys: number, goal = false) => ({ name, stage, journeys, goal, signal: '' })
  const vocabulary: Vocabulary = {
    touchpoints: [touchpoint('ad', 'need', 5), touchpoint('search', 'need', 9), touchpoint('page', 'research', 7), touchpoint('pay', 'purchase', 3, true), touchpoint('app', 'return', 9)],
    channels: [], segments: [], goal: 'pay', start: '2026-08-03', end: '2026-10-31', journeys: 20, properties: [], series: [],
    stages: ['need', 'research', 'purchase', 'return'].map((id) => ({ id, title: id })),
  }

  it('leads through the stages to the goal', () => expect(firstSteps(vocabulary)).toEqual(['search', 'page', 'pay']))
  it('keeps what the address says', () => expect(completed('funnel', { within: '7d' }, vocabulary)).toEqual({ step: ['search', 'page', 'pay'], within: '7d' }))
  it('of a change lies in the middle of the data', () => expect(completed('before-after', {}, vocabulary)).toEqual({ change: '2026-09-16' }))
})

it('every question is offered once', () => expect(Object.values(GROUPS).flat().sort()).toEqual(Object.keys(FIELDS).sort()))
