import { describe, expect, it } from 'vitest'
import { hasConditions, moved, ruleFor, tidy, touchpointsOf, valuesOf, withValues } from './rules'

describe('a rule made of what nothing matches', () => {
  it('takes the event by source, name and page', () => {
    const rule = ruleFor({ source: 'metrica', name: 'visit', url: 'luch.example/help/card-payment?x=1', channel: 'site', count: 3 })
    expect(rule.match).toEqual({ source: 'metrica', name: 'visit', url: '/help/card-payment' })
    expect(rule.touchpoint).toBe('Card payment')
  })

  it('is called as the event where there is no page', () => {
    expect(ruleFor({ source: 'crm', name: 'client_created', url: null, channel: null, count: 1 })).toMatchObject({ match: { source: 'crm', name: 'client_created' }, touchpoint: 'Client created' })
    expect(ruleFor({ source: 's', name: 'open', url: 'https://luch.example/', channel: null, count: 1 })).toMatchObject({ match: { url: '/' }, touchpoint: 'Open' })
  })
})

describe('the values of a condition', () => {
  it('are one text, several, or none', () => {
    expect(withValues({ name: 'a' }, 'url', ['/film/*'])).toEqual({ name: 'a', url: '/film/*' })
    expect(withValues({ name: 'a' }, 'name', ['a', ' b '])).toEqual({ name: ['a', 'b'] })
    expect(withValues({ name: 'a', url: '/x' }, 'name', [' '])).toEqual({ url: '/x' })
    expect(valuesOf(['a', 'b'])).toEqual(['a', 'b'])
    expect(valuesOf(null)).toEqual([])
  })

  it('that say nothing are left out of what is sent', () => {
    const rule = { match: { name: 'a', url: null, properties: {} }, touchpoint: 'A' }
    expect(tidy(rule)).toEqual({ match: { name: 'a' }, touchpoint: 'A', channel: null, stage: null, signal: null })
    expect(hasConditions({ match: { properties: {} }, touchpoint: null })).toBe(false)
  })
})

describe('a list in another order', () => {
  it('has the moved one at its new place, bounded by the ends', () => {
    expect(moved(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a'])
    expect(moved(['a', 'b', 'c'], 2, -1)).toEqual(['c', 'a', 'b'])
    expect(moved(['a', 'b', 'c'], 1, 1)).toEqual(['a', 'b', 'c'])
  })
})

it('touchpoints stand once each, in the stage that any rule gives', () => {
  const found = touchpointsOf([
    { match: { name: 'a' }, touchpoint: 'A' }, { match: { name: 'b' }, touchpoint: 'A', stage: 's' }, { match: { name: 'c' }, touchpoint: null },
  ])
  expect([...found]).toEqual([['A', 's']])
})
