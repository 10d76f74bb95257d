import { expect, test } from 'vitest'
import { mapOf, stagesOf } from './tour'

test('stages are named in the reader’s language, each with its touchpoints once', () => {
  const parsed = {
    stages: [{ id: 'choose', title: { en: 'Choosing', ru: 'Выбор' } }, { id: 'pay', title: 'Payment' }],
    touchpoints: [{ stage: 'choose', touchpoint: 'catalogue' }, { stage: 'choose', touchpoint: 'catalogue' }, { stage: 'pay', touchpoint: null }],
  }
  expect(stagesOf({ written: false, parsed }, 'ru')).toEqual([
    { id: 'choose', title: 'Выбор', touchpoints: ['catalogue'] },
    { id: 'pay', title: 'Payment', touchpoints: [] },
  ])
})

test('the map of a draft is the first that was made, or else the one that was refreshed', () => {
  expect(mapOf({ maps: ['m1', 'm2'], proposals: { m0: 3 } })).toBe('m1')
  expect(mapOf({ maps: [], proposals: { m0: 3 } })).toBe('m0')
  expect(mapOf(null)).toBeNull()
})
