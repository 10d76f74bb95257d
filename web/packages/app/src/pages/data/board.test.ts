import { describe, expect, it } from 'vitest'
import { add, assigned, idOf, order, put, rename, textIn, within, without, type Board } from './board'

const board: Board = {
  stages: [{ id: 'need', title: { ru: 'Потребность', en: 'Need' } }, { id: 'buy', title: 'Purchase' }],
  places: { Ad: 'need', Payment: 'buy', Help: null },
}

describe('the board of stages', () => {
  it('says only the touchpoints that were put elsewhere', () => {
    const now = put(put(board, 'Help', 'buy'), 'Ad', 'need')
    expect(assigned(board, now)).toEqual({ Help: 'buy' })
    expect(within(now, 'buy')).toEqual(['Payment', 'Help'])
  })

  it('loses a stage without losing its touchpoints', () => {
    const now = without(board, 'need')
    expect(within(now, null)).toEqual(['Ad', 'Help'])
    expect(now.stages.map((one) => one.id)).toEqual(['buy'])
  })

  it('orders stages', () => {
    expect(order(board, 1, 0).stages.map((one) => one.id)).toEqual(['buy', 'need'])
  })

  it('renames in one language and leaves the other', () => {
    expect(rename(board, 'need', 'Хочу', 'ru').stages[0]).toEqual({ id: 'need', title: { ru: 'Хочу', en: 'Need' } })
    expect(textIn({ pl: 'Potrzeba' }, 'ru')).toBe('Potrzeba')
  })

  it('gives a new stage an id of its own', () => {
    expect(add(board, 'Buy!').stages.at(-1)).toEqual({ id: 'buy_2', title: 'Buy!' })
    expect(idOf('Первый просмотр', [])).toBe('первый_просмотр')
    expect(idOf('!!!', [])).toBe('stage')
  })
})
