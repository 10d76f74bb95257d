import { describe, expect, it } from 'vitest'
import type { TraitValues } from './api'
import { comparingOf, compared, conditionOn, idOf, plain, whole } from './conditions'

const age: TraitValues = { trait: 'age', kind: 'number', known: 10, values: [], low: 16, high: 64 }
const city: TraitValues = { trait: 'city', kind: 'text', known: 10, values: [['Omsk', 6], ['Perm', 4]], low: null, high: null }

describe('a condition of a segment', () => {
  it('begins with a value that says something', () => {
    expect(conditionOn(age)).toEqual({ trait: 'age', at_least: 40 })
    expect(conditionOn(city)).toEqual({ trait: 'city', any_of: [] })
    expect(conditionOn({ ...city, kind: 'truth' })).toEqual({ trait: 'city', equals: true })
  })

  it('keeps its value when the comparison changes', () => {
    expect(compared({ trait: 'age', at_least: 25 }, 'below', age)).toEqual({ trait: 'age', below: 25 })
    expect(compared({ trait: 'city', equals: 'Perm' }, 'any_of', city)).toEqual({ trait: 'city', any_of: ['Perm'] })
    expect(compared({ trait: 'city', any_of: ['Perm', 'Omsk'] }, 'equals', city)).toEqual({ trait: 'city', equals: 'Perm' })
  })

  it('sends its one comparison, also zero and “unknown”', () => {
    expect(plain({ trait: 'age', equals: null, at_least: 0, below: null })).toEqual({ trait: 'age', at_least: 0 })
    expect(plain({ trait: 'age', known: false })).toEqual({ trait: 'age', known: false })
    expect(comparingOf({ trait: 'age' })).toBe('known')
  })

  it('is not asked about before it is whole', () => {
    expect(whole({ trait: 'city', any_of: [] })).toBe(false)
    expect(whole({ trait: 'city', equals: '' })).toBe(false)
    expect(whole({ trait: 'age', below: Number.NaN })).toBe(false)
    expect(whole({ trait: 'age', known: false })).toBe(true)
  })
})

it('an id is made of the title and is not taken twice', () => {
  expect(idOf('Семьи с детьми', [])).toBe('семьи_с_детьми')
  expect(idOf('A!', ['a', 'a_2'])).toBe('a_3')
})
