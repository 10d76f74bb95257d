/** The words of a card: text with light markup, and blocks of runs, each made of the other (spec/body/SPEC.md). */

/** A stretch of words that look alike. */
export interface Words {
  readonly text: string
  readonly bold?: true
  readonly italic?: true
  readonly underline?: true
  readonly link?: string
}

/** The mention of a person. */
export interface Mention {
  readonly mention: string
  readonly label: string
}

export type Run = Words | Mention
export type Mark = 'bold' | 'italic' | 'underline'
export const MARKS: readonly Mark[] = ['bold', 'italic', 'underline']

/** One line: a paragraph, a bullet or an ordered item with its number. */
export interface Block {
  readonly kind: 'paragraph' | 'bullet' | 'ordered'
  readonly runs: readonly Run[]
  readonly number?: number
}

const TOKENS: readonly (readonly [string, Mark])[] = [['**', 'bold'], ['__', 'underline'], ['*', 'italic']]
const SIGN: Readonly<Record<Mark, string>> = { bold: '**', italic: '*', underline: '__' }
const SPACES = '\t \u00a0'
const ADDRESS = String.raw`(?:https?://|mailto:)[^\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000()<>"]+`
const PERSON = String.raw`[A-Za-z0-9_.:\-]+`
const LINK = new RegExp(String.raw`\[((?:\\[^\n]|[^\[\]\\])+)\]\((${ADDRESS})\)`, 'y')
const MENTION = new RegExp(String.raw`@\[((?:\\[\[\]\\]|[^\[\]\\])+)\]\(person:(${PERSON})\)`, 'y')
const ESCAPED = /\\[\\*_[\]@\-0-9]/y
const SPECIAL = /[\\*_[\]@]/g
const NUMBER = /^([1-9][0-9]{0,8})\. /
const IS_ADDRESS = new RegExp(`^${ADDRESS}$`)
const IS_PERSON = new RegExp(`^${PERSON}$`)

/** The blocks of a text. */
export function bodyBlocks(text: string): readonly Block[] {
  const blocks: Block[] = []
  for (const line of text ? text.split('\n') : []) blocks.push(read(line, expected(blocks)))
  return blocks
}

/** The text of blocks; `bodyText(bodyBlocks(text))` is the text, whatever it is. */
export function bodyText(blocks: readonly Block[]): string {
  const before: Block[] = []
  const lines: string[] = []
  for (const block of tidy(blocks)) {
    lines.push(write(block, expected(before)))
    before.push(block)
  }
  return lines.join('\n')
}

/** Blocks as B9 leaves them. */
export function tidy(blocks: readonly Block[]): readonly Block[] {
  const tidied: Block[] = []
  for (const block of blocks) {
    for (const line of lines(block.runs)) {
      const runs = joined(trimmed(line))
      const next = expected(tidied)
      tidied.push(block.kind === 'ordered' ? { kind: 'ordered', number: block.number === next ? next : 1, runs } : { kind: block.kind, runs })
    }
  }
  return tidied
}

/** The words without markup, as a reader hears them. */
export function plainText(text: string): string {
  return bodyBlocks(text).map((block) => block.runs.map((run) => ('mention' in run ? run.label : run.text)).join('')).join('\n')
}

/** The people a text mentions, each once. */
export function mentions(text: string): readonly string[] {
  return [...new Set(bodyBlocks(text).flatMap((block) => block.runs.flatMap((run) => ('mention' in run ? [run.mention] : []))))]
}

/** The text that stands for these words as they are, whatever signs they hold. */
export const bodyOf = (words: string): string => bodyText(words.split('\n').map((line) => ({ kind: 'paragraph', runs: line ? [{ text: line }] : [] })))

/** Whether two runs say the same and look alike. */
export function sameRun(one: Run, other: Run): boolean {
  if ('mention' in one || 'mention' in other) return 'mention' in one && 'mention' in other && one.mention === other.mention && one.label === other.label
  return one.text === other.text && alike(one, other)
}

/** Whether two blocks say the same and look alike. */
export function sameBlock(one: Block, other: Block): boolean {
  return one.kind === other.kind && one.number === other.number && one.runs.length === other.runs.length &&
    one.runs.every((run, place) => sameRun(run, other.runs[place]!))
}

const alike = (one: Words, other: Words): boolean => MARKS.every((mark) => one[mark] === other[mark]) && (one.link ?? '') === (other.link ?? '')

/** The number that goes on with the list before; 1 where there is none. */
function expected(before: readonly Block[]): number {
  const last = before.at(-1)
  return last?.kind === 'ordered' ? (last.number ?? 1) + 1 : 1
}

function read(line: string, next: number): Block {
  const parsed = parse(line, next)
  return holds(parsed, line, next) ? parsed : plain(line)
}

/** Whether the line is written as what it was parsed to would be. */
function holds(parsed: Block, line: string, next: number): boolean {
  const tidied = joined(trimmed(lines(parsed.runs)[0]!))
  return sameBlock({ ...parsed, runs: tidied }, parsed) && write(parsed, next) === line
}

const plain = (line: string): Block => ({ kind: 'paragraph', runs: line ? [{ text: line }] : [] })

function write(block: Block, next: number): string {
  const bare = emit(block, false)
  const parsed = parse(bare, next)
  if (sameBlock(parsed, block)) return bare
  if (sameBlock(block, plain(bare)) && !holds(parsed, bare, next)) return bare
  return emit(block, true)
}

type Looks = Record<Mark, boolean>
const off = (): Looks => ({ bold: false, italic: false, underline: false })

function emit(block: Block, escape: boolean): string {
  const on = off()
  let words = ''
  let address = ''
  const close = (): void => {
    if (address) words += `](${address})`
  }
  block.runs.forEach((run, place) => {
    const link = 'mention' in run ? '' : (run.link ?? '')
    if (place === 0 || link !== address) {
      close()
      address = link
      words += changes(on, run) + (address ? '[' : '')
    }
    words += changes(on, run) + said(run, escape)
  })
  close()
  words += changes(on, { text: '' })
  if (escape && block.kind === 'paragraph' && /^[-0-9]/.test(words)) words = `\\${words}`
  return (block.kind === 'bullet' ? '- ' : block.kind === 'ordered' ? `${block.number}. ` : '') + words
}

/** The tokens between what is on and the run, which is on from now. */
function changes(on: Looks, run: Run): string {
  const changed = MARKS.filter((mark) => on[mark] !== looks(run, mark))
  for (const mark of changed) on[mark] = looks(run, mark)
  return changed.map((mark) => SIGN[mark]).join('')
}

const looks = (run: Run, mark: Mark): boolean => !('mention' in run) && run[mark] === true

function said(run: Run, escape: boolean): string {
  if ('mention' in run) return `@[${run.label.replace(/[[\]\\]/g, '\\$&')}](person:${run.mention})`
  return escape ? run.text.replace(SPECIAL, '\\$&') : run.text
}

function parse(line: string, next: number): Block {
  if (line.startsWith('- ')) return { kind: 'bullet', runs: joined(inline(line.slice(2))) }
  const number = NUMBER.exec(line)
  if (number && (Number(number[1]) === 1 || Number(number[1]) === next)) {
    return { kind: 'ordered', number: Number(number[1]), runs: joined(inline(line.slice(number[0].length))) }
  }
  return { kind: 'paragraph', runs: joined(inline(line)) }
}

function at(pattern: RegExp, line: string, place: number): RegExpExecArray | null {
  pattern.lastIndex = place
  return pattern.exec(line)
}

/** The runs of a line, one a character, as B4–B7 read them. */
function inline(line: string): Run[] {
  const runs: Run[] = []
  const on = off()
  let place = 0
  let link: { end: number; after: number; address: string } | null = null
  const letter = (text: string): void => {
    runs.push(words(text, on, link?.address ?? ''))
  }
  while (place < line.length) {
    const mention: RegExpExecArray | null = link ? null : at(MENTION, line, place)
    const linked: RegExpExecArray | null = link ? null : at(LINK, line, place)
    const turned = turnedAt(line, place, on)
    if (link && place === link.end) {
      place = link.after
      link = null
    } else if (mention) {
      runs.push({ mention: mention[2]!, label: mention[1]!.replace(/\\([^\n])/g, '$1') })
      place = MENTION.lastIndex
    } else if (linked) {
      link = { end: place + 1 + linked[1]!.length, after: LINK.lastIndex, address: linked[2]! }
      place += 1
    } else if (at(ESCAPED, line, place)) {
      letter(line[place + 1]!)
      place += 2
    } else if (turned) {
      on[turned] = !on[turned]
      place += SIGN[turned].length
    } else {
      letter(line[place]!)
      place += 1
    }
  }
  return runs
}

function words(text: string, on: Looks, link: string): Words {
  return { text, ...(on.bold && { bold: true as const }), ...(on.italic && { italic: true as const }), ...(on.underline && { underline: true as const }), ...(link && { link }) }
}

/** The mark that a token here turns on or off; null where there is none that may. */
function turnedAt(line: string, place: number, on: Looks): Mark | null {
  for (const [sign, mark] of TOKENS) {
    if (!line.startsWith(sign, place)) continue
    const beside = on[mark] ? line[place - 1] : line[place + sign.length]
    return beside !== undefined && !SPACES.includes(beside) ? mark : null
  }
  return null
}

/** The runs one a character, in as many lines as they have; what is no link or mention is words. */
function lines(runs: readonly Run[]): Run[][] {
  const made: Run[][] = [[]]
  for (const run of runs) {
    if ('mention' in run && run.label && IS_PERSON.test(run.mention)) {
      made.at(-1)!.push({ ...run, label: run.label.replaceAll('\n', ' ') })
      continue
    }
    const shown: Words = 'mention' in run ? { text: run.label } : run
    const address = shown.link && IS_ADDRESS.test(shown.link) ? shown.link : ''
    for (const text of shown.text) {
      if (text === '\n') made.push([])
      else made.at(-1)!.push(words(text, { bold: shown.bold === true, italic: shown.italic === true, underline: shown.underline === true }, address))
    }
  }
  return made
}

/** Runs of one character, without marks on the spaces at the ends of what is marked. */
function trimmed(line: readonly Run[]): readonly Run[] {
  const runs = [...line]
  const places = runs.map((_, place) => place)
  for (const mark of MARKS) {
    for (const order of [places, places.toReversed()]) {
      let inside = false
      for (const place of order) {
        const run = runs[place]!
        if ('text' in run && run[mark] && !inside && SPACES.includes(run.text)) {
          const { [mark]: _off, ...left } = run
          runs[place] = left
        } else inside = looks(run, mark)
      }
    }
  }
  return runs
}

function joined(runs: readonly Run[]): readonly Run[] {
  const made: Run[] = []
  for (const run of runs) {
    const last = made.at(-1)
    if (last && 'text' in last && 'text' in run && alike(last, run)) made[made.length - 1] = { ...last, text: last.text + run.text }
    else made.push(run)
  }
  return made
}
