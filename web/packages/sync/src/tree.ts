import { bodyBlocks, bodyText, tidy, type Block, type Run, type Words } from '@tropa/model'
import * as Y from 'yjs'

/** Blocks of a card's words as a tree of the shared document (B11–B13 of spec/body/SPEC.md). */

const LISTS: Readonly<Record<string, Block['kind']>> = { bulletList: 'bullet', orderedList: 'ordered' }
const INLINE: readonly string[] = ['mention', 'hardBreak']
const DEEPEST = 20

type Node = Y.XmlElement | Y.XmlText | Y.XmlHook

/** A line as it is found: its kind, whether it is the first of a list, its runs. */
interface Line {
  readonly kind: Block['kind']
  readonly first: boolean
  readonly runs: readonly Run[]
}

/** The text of a body, whatever somebody may have put into it. */
export function readTree(tree: Y.XmlFragment): string {
  return bodyText(blocks(tree.toArray().flatMap((child) => [...walk(child as Node, 'paragraph', 0)])))
}

/** Make the tree say the text; parts that say what they shall stay untouched. Inside a transaction. */
export function writeTree(tree: Y.XmlFragment, text: string): void {
  const wanted = parts(tidy(bodyBlocks(text)))
  const there = tree.doc ? tree.toArray().map((child) => bodyText(blocks([...walk(child as Node, 'paragraph', 0)]))) : []
  const said = wanted.map(bodyText)
  const least = Math.min(there.length, said.length)
  let same = 0
  while (same < least && there[same] === said[same]) same += 1
  let tail = 0
  while (tail < least - same && there[there.length - 1 - tail] === said[said.length - 1 - tail]) tail += 1
  if (there.length - same - tail > 0) tree.delete(same, there.length - same - tail)
  const made = wanted.slice(same, wanted.length - tail).map(element)
  if (made.length) tree.insert(same, made)
}

/** The blocks by top element: each paragraph alone, a list together. */
function parts(all: readonly Block[]): readonly (readonly Block[])[] {
  const made: Block[][] = []
  for (const block of all) {
    const last = made.at(-1)
    if (last && last[0]!.kind === block.kind && block.kind !== 'paragraph' && block.number !== 1) last.push(block)
    else made.push([block])
  }
  return made
}

function element(part: readonly Block[]): Y.XmlElement {
  const { kind, runs } = part[0]!
  if (kind === 'paragraph') return paragraph(runs)
  const list = new Y.XmlElement(kind === 'bullet' ? 'bulletList' : 'orderedList')
  list.insert(0, part.map((block) => {
    const item = new Y.XmlElement('listItem')
    item.insert(0, [paragraph(block.runs)])
    return item
  }))
  return list
}

function paragraph(runs: readonly Run[]): Y.XmlElement {
  const made = new Y.XmlElement('paragraph')
  const children: (Y.XmlElement | Y.XmlText)[] = []
  let words: { insert: string; attributes: Record<string, unknown> }[] = []
  const close = (): void => {
    if (words.length === 0) return
    const text = new Y.XmlText()
    text.applyDelta(words)
    children.push(text)
    words = []
  }
  for (const run of runs) {
    if ('text' in run) {
      words.push({ insert: run.text, attributes: attributes(run) })
      continue
    }
    close()
    const mention = new Y.XmlElement('mention')
    mention.setAttribute('id', run.mention)
    mention.setAttribute('label', run.label)
    children.push(mention)
  }
  close()
  if (children.length) made.insert(0, children)
  return made
}

function attributes(run: Words): Record<string, unknown> {
  return { ...(run.bold && { bold: {} }), ...(run.italic && { italic: {} }), ...(run.underline && { underline: {} }), ...(run.link && { link: { href: run.link } }) }
}

/** Blocks, ordered ones numbered: from 1 where a list begins. */
function blocks(lines: readonly Line[]): readonly Block[] {
  const made: Block[] = []
  for (const { kind, first, runs } of lines) {
    const last = made.at(-1)
    const goesOn = !first && last?.kind === 'ordered'
    made.push(kind === 'ordered' ? { kind, number: goesOn ? last.number! + 1 : 1, runs } : { kind, runs })
  }
  return made
}

function* walk(node: Node, kind: Block['kind'], depth: number): Generator<Line> {
  if (node instanceof Y.XmlText) {
    yield { kind, first: false, runs: textRuns(node) }
    return
  }
  if (!(node instanceof Y.XmlElement) || depth > DEEPEST) return
  const list = LISTS[node.nodeName]
  let children = node.toArray() as Node[]
  if (list) {
    const inner = children.flatMap((child) => [...walk(child, list, depth + 1)])
    yield* inner.map((line, place) => ({ ...line, first: place === 0 && line.kind === list }))
    return
  }
  if (node.nodeName === 'paragraph' || children.some(isInline)) {
    for (const runs of inlineLines(children)) yield { kind, first: false, runs }
    children = children.filter((child) => child instanceof Y.XmlElement && !INLINE.includes(child.nodeName))
  }
  for (const child of children) yield* walk(child, kind, depth + 1)
}

const isInline = (child: Node): boolean => child instanceof Y.XmlText || (child instanceof Y.XmlElement && INLINE.includes(child.nodeName))

function inlineLines(children: readonly Node[]): readonly (readonly Run[])[] {
  const lines: Run[][] = [[]]
  for (const child of children) {
    const line = lines.at(-1)!
    if (child instanceof Y.XmlText) line.push(...textRuns(child))
    else if (child instanceof Y.XmlElement && child.nodeName === 'hardBreak') lines.push([])
    else if (child instanceof Y.XmlElement && child.nodeName === 'mention') line.push(mentionRun(child))
  }
  return lines
}

function mentionRun(node: Y.XmlElement): Run {
  const said = (name: string): string => {
    const value: unknown = node.getAttribute(name)
    return typeof value === 'string' ? value : ''
  }
  return { mention: said('id'), label: said('label') }
}

function textRuns(words: Y.XmlText): Run[] {
  const runs: Run[] = []
  for (const { insert, attributes: found } of words.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[]) {
    if (typeof insert !== 'string') continue
    const looks = Object.fromEntries(Object.entries(found ?? {}).filter(([, value]) => value !== null).map(([name, value]) => [name.split('--')[0]!, value]))
    const href = (looks['link'] as { href?: unknown } | undefined)?.href
    runs.push({
      text: insert,
      ...('bold' in looks && { bold: true as const }),
      ...('italic' in looks && { italic: true as const }),
      ...('underline' in looks && { underline: true as const }),
      ...(typeof href === 'string' && href && { link: href }),
    })
  }
  return runs
}
