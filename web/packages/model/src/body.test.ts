import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { bodyBlocks, bodyOf, bodyText, mentions, plainText, type Block } from './index'

/** The rules of spec/body/SPEC.md: the same cases that Python runs. */

interface Case {
  rule: string
  name: string
  text?: string
  blocks?: Block[]
  untidy?: Block[]
}

const file = new URL('../../../../spec/body/cases.json', import.meta.url)
const CASES = JSON.parse(readFileSync(file, 'utf-8')) as Case[]
const named = (choose: (one: Case) => unknown): [string, Case][] => CASES.filter(choose).map((one) => [`${one.rule}: ${one.name}`, one])

test.each(named((one) => one.text !== undefined && one.blocks))('%s', (_name, one) => {
  expect(bodyBlocks(one.text!)).toEqual(one.blocks)
  expect(bodyText(one.blocks!)).toBe(one.text)
})

test.each(named((one) => one.untidy))('%s is written', (_name, one) => {
  expect(bodyText(one.untidy!)).toBe(one.text)
})

test('words stay themselves, whatever signs they hold', () => {
  for (const words of ['5 * 3', '**', '- not a list\n1. nor this', 'a_b__c', '[x](y)', '\\*', '']) expect(plainText(bodyOf(words))).toBe(words)
})

test('mentions are found once each', () => {
  expect(mentions('@[Anna](person:p1) asks @[Boris](person:p2)\n- @[Anna](person:p1)')).toEqual(['p1', 'p2'])
})
