import { describe, expect, it } from 'vitest'
import { marked } from './marked'

const hits = (text: string, words: string) => marked(text, words).filter((one) => one.hit).map((one) => one.text)

describe('the words sought are marked', () => {
  it('whatever their case and accents', () => {
    expect(hits('Żółw i ЁЛКА', 'zolw елка')).toEqual(['Żółw', 'ЁЛКА'])
  })
  it('every time they stand there', () => {
    expect(hits('pay, paying, paid', 'pay')).toEqual(['pay', 'pay'])
  })
  it('and nothing is lost of the text', () => {
    expect(marked('Оплата не прошла', 'не').map((one) => one.text).join('')).toBe('Оплата не прошла')
  })
  it('nothing sought marks nothing', () => {
    expect(marked('text', ' ')).toEqual([{ text: 'text', hit: false }])
  })
})
