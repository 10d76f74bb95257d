import type { Persona } from '@tropa/model'
import { expect, it } from 'vitest'
import { changed, linesOf, segmentOf, traitNames, withComputed, writtenOf } from './fields'

const anna: Persona = {
  id: 'persona_a', name: 'Anna', segment: '', role: '', quote: '', quotes: [], about: '', goals: ['Rest', 'Save'], needs: [], motivations: [], fears: [], interests: [], channels: [],
  devices: [], brands: [], traits: [{ name: 'Age', value: '20', source: 'CRM', family: 'other' }], scored: [], size: 10, share: 0.1, colour: null, picture: null, seed: 'a',
}

it('an unchanged persona has nothing to save', () => {
  expect(changed(anna, writtenOf(anna))).toEqual({})
})

it('only what was written anew is saved, lists by lines', () => {
  const written = { ...writtenOf(anna), role: ' student ', goals: 'Rest\n\n  Meet friends ', colour: '#1d3f9c' }
  expect(changed(anna, written)).toEqual({ role: 'student', goals: ['Rest', 'Meet friends'], colour: '#1d3f9c' })
})

it('a trait without a name is not saved', () => {
  const written = { ...writtenOf(anna), traits: [...anna.traits, { name: ' ', value: 'x', source: '', family: 'other' as const }] }
  expect(changed(anna, written)).toEqual({})
})

it('lines are trimmed, empty ones are none', () => {
  expect(linesOf(' a \n\nb')).toEqual(['a', 'b'])
  expect(traitNames([anna, { ...anna, traits: [{ name: 'City', value: 'Omsk', source: '', family: 'other' }] }])).toEqual(['Age', 'City'])
})

it('traits of the data take the place of the same names, others stay', () => {
  const own = { name: 'Dog', value: 'Rex', source: '', family: 'other' as const }
  const computed = { name: 'Age', value: '21', source: 'CRM, 194 people', family: 'other' as const }
  expect(withComputed([...anna.traits, own], [computed])).toEqual([computed, own])
})

it('a persona stands for the segment it is named by, or the only one', () => {
  expect(segmentOf('persona_b', ['a', 'b'])).toBe('b')
  expect(segmentOf('persona_x', ['a'])).toBe('a')
  expect(segmentOf('persona_x', ['a', 'b'])).toBeNull()
})
