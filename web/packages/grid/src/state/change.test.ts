import { applyAll, type Edit, type MapDocument } from '@tropa/model'
import { describe, expect, it } from 'vitest'
import { addCards, addStage, cellOf, duplicateCards, moveCards, placePart, setPoint, stepCard, stepPart } from './change'
import type { NewEdit } from './edit'
import { columnsOf, lanesOf, layoutOf } from './layout'
import { card, mapOf, point } from './map_builder'
import { readClipboard, planPaste, pasteEdits } from './clipboard/paste'
import { copyCards, plain } from './clipboard/copy'
import { parseTsv, writeTsv } from './clipboard/tsv'
import { parseTable } from './clipboard/html'

const map = mapOf(['a', 'b', 'c'], ['actions', 'thoughts'], { 'a/actions': ['x', 'y', 'z'], 'b/actions': ['q'] })
let count = 0
const done = (before: MapDocument, edits: readonly NewEdit[] | null): MapDocument =>
  applyAll(before, (edits ?? []).map((edit) => ({ ...edit, id: `e${(count += 1)}` }) as Edit))
const names = (document: MapDocument, stage: string, lane: string) => cellOf(document, stage, lane).map((one) => one.id)

describe('gestures as edits', () => {
  it('adds a card right behind another', () => {
    const { edits, ids } = addCards(map, 'a', 'actions', [{ body: 'new' }], 'x')
    expect(names(done(map, edits), 'a', 'actions')).toEqual(['x', ids[0], 'y', 'z'])
  })

  it('moves cards together and keeps their order', () => {
    expect(names(done(map, moveCards(map, ['x', 'z'], 'b', 'actions', null)), 'b', 'actions')).toEqual(['x', 'z', 'q'])
  })

  it('steps a card through its cell, into the next lane and the next stage', () => {
    const step = (id: string, way: 'up' | 'down' | 'right') => done(map, stepCard(map, map.cards.find((one) => one.id === id)!, way, columnsOf(map), lanesOf(map)))
    expect(names(step('y', 'up'), 'a', 'actions')).toEqual(['y', 'x', 'z'])
    expect(names(step('x', 'down'), 'a', 'actions')).toEqual(['y', 'x', 'z'])
    expect(names(step('z', 'down'), 'a', 'thoughts')).toEqual(['z'])
    expect(names(step('x', 'right'), 'b', 'actions')).toEqual(['q', 'x'])
  })

  it('takes a span along when its card moves', () => {
    const wide = { ...map, cards: [card('w', 'a', 'actions', 0, { span_to: 'b' })] }
    expect(done(wide, moveCards(wide, ['w'], 'b', 'actions')).cards[0]!.span_to).toBe('c')
    expect(done(wide, moveCards(wide, ['w'], 'c', 'actions')).cards[0]!.span_to).toBeNull()
  })

  it('copies a card without its evidence and number', () => {
    const measured = { ...map, cards: [card('m', 'a', 'actions', 0, { measure: { value: 1, unit: 'count', n: null, low: null, high: null, currency: null } })] }
    const { edits, ids } = duplicateCards(measured, ['m'])
    expect(done(measured, edits).cards.find((one) => one.id === ids[0])!.measure).toBeNull()
  })

  it('inserts a stage on either side and moves stages along', () => {
    const before = addStage(map, 'new', 'b', 'before')
    expect(columnsOf(done(map, before.edits)).map((one) => one.id)).toEqual(['a', before.id, 'b', 'c'])
    expect(columnsOf(done(map, stepPart(map, 'stage', 'a', 1))).map((one) => one.id)).toEqual(['b', 'a', 'c'])
    expect(stepPart(map, 'stage', 'c', 1)).toBeNull()
    expect(columnsOf(done(map, placePart(map, 'stage', 'c', 'a'))).map((one) => one.id)).toEqual(['c', 'a', 'b'])
  })

  it('sets a point within its scale, to one decimal, and keeps its words but not its interval', () => {
    const before = point('anna', 'a', 1, { label: 'Nice', low: 0, high: 2, n: 9 })
    expect(setPoint(before, 'anna', 'a', 7)).toMatchObject({ value: { value: 2, label: 'Nice' } })
    expect(setPoint(undefined, 'anna', 'a', 0.3400001)).toMatchObject({ value: { value: 0.3 } })
    expect(setPoint(before, 'anna', 'a', 1.2)).not.toHaveProperty('value.low')
  })
})

describe('the clipboard', () => {
  it('reads quoted cells with line breaks and leaves quotation marks of words alone', () => {
    expect(parseTsv('a\t"two\nlines"\r\n"he said ""no"""\tb')).toEqual([['a', 'two\nlines'], ['he said "no"', 'b']])
    expect(parseTsv('"Great" they said\tb')).toEqual([['"Great" they said', 'b']])
  })

  it('writes what it reads, and formulas as words', () => {
    const rows = [['a\tb', 'say "hi"'], ['one\ntwo', '']]
    expect(parseTsv(writeTsv(rows))).toEqual(rows)
    expect(writeTsv([['=1+1', '-5']])).toBe("'=1+1\t-5")
  })

  it('reads a table of HTML with no script running', () => {
    const html = '<meta><script>alert(1)</script><table><tr><td>A<br>B</td><th colspan="2">C &amp; &#1076;</th></tr><tr><td> x  y </td></tr></table>'
    expect(parseTable(html)).toEqual([['A\nB', 'C & д', ''], ['x y']])
    expect(parseTable('<p>no table</p>')).toBeNull()
  })

  it('makes plain lines into one card each, and an address into a link card', () => {
    expect(readClipboard({ text: '• one\n\ntwo\n', html: '' })!.cells[0]![0]!.map((one) => one.body)).toEqual(['one', 'two'])
    expect(readClipboard({ text: 'https://www.example.org/a', html: '' })!.cells[0]![0]![0]).toMatchObject({ body: '[example.org](https://www.example.org/a)' })
  })

  it('offers to add stages and lanes when the block is larger, and leaves out what finds no place', () => {
    const layout = layoutOf(map)
    const focus = { stage: 'b', lane: 'thoughts', card: null }
    const plan = planPaste(layout, focus, readClipboard({ text: '1\t2\t3\n4\t5\t6', html: '' })!)
    expect(plan).toMatchObject({ cards: 6, moreStages: 1, moreLanes: 1, ask: true })
    expect(pasteEdits(map, layout, focus, plan, null)).toMatchObject({ left: 4, ids: { length: 2 } })
    const grown = done(map, pasteEdits(map, layout, focus, plan, { stage: (n) => `Stage ${n}`, lane: (n) => `Lane ${n}` }).edits)
    expect(columnsOf(grown)).toHaveLength(4)
    expect(layoutOf(grown).places.size).toBe(10)
  })

  it('asks first above fifty cells', () => {
    const block = readClipboard({ text: Array.from({ length: 51 }, (_, at) => `line ${at}`).join('\n'), html: '' })!
    expect(planPaste(layoutOf(map), { stage: 'a', lane: 'actions', card: null }, block).ask).toBe(true)
  })

  it('puts its own cards back where they stood to each other', () => {
    const copy = copyCards(map, layoutOf(map), ['y', 'q'])!
    expect(copy.text).toBe('y\tq')
    const block = readClipboard({ text: copy.text, html: copy.html })!
    expect(block.from).toBe('map')
    expect(block.cells.map((row) => row.map((cell) => cell.map((one) => one.body)))).toEqual([[['y'], ['q']]])
  })

  it('refuses a forged block quietly and reads the table instead', () => {
    expect(readClipboard({ text: '', html: '<table data-tropa="{&quot;tropa&quot;:1,&quot;cards&quot;:3}"><tr><td>a</td></tr></table>' })!.from).toBe('table')
  })

  it('takes light markup off for other programs', () => {
    expect(plain('**bold** and *soft* [here](https://x.y) @[Anna](person:1)')).toBe('bold and soft here https://x.y @Anna')
  })
})
