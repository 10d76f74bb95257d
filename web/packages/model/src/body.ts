/** The words of a card: text with light markup (spec/body/SPEC.md) as blocks and pieces, and back. */

export interface Mark {
  readonly bold?: true
  readonly italic?: true
  readonly underline?: true
  readonly link?: string
}

/** A run of words in one look, or the mention of a person. */
export type Inline = (Mark & { readonly text: string }) | { readonly mention: string; readonly label: string }

/** One line: a paragraph, or an item of a list. */
export interface Block {
  readonly kind: 'paragraph' | 'bullet' | 'ordered'
  readonly content: readonly Inline[]
}

const TOKENS = /\\([\\*_[@\-1-9.])|@\[([^\]\n]+)\]\(person:([A-Za-z0-9_.:-]+)\)|\[([^\]\n]+)\]\(((?:https?:\/\/|mailto:)[^\s()]+)\)|\*\*|__|\*/g

/** The blocks of a body. */
export function bodyBlocks(body: string): readonly Block[] {
  return body.split('\n').map((line): Block => {
    const bullet = /^- /.exec(line)
    const number = /^\d{1,3}\. /.exec(line)
    const kind = bullet ? 'bullet' : number ? 'ordered' : 'paragraph'
    return { kind, content: pieces(line.slice((bullet ?? number)?.[0].length ?? 0), {}) }
  })
}

function pieces(line: string, look: Mark): Inline[] {
  const made: Inline[] = []
  let from = 0
  const say = (text: string): void => {
    const last = made.at(-1)
    if (!text) return
    if (last && 'text' in last && sameLook(last, look)) made[made.length - 1] = { ...last, text: last.text + text }
    else made.push({ text, ...look })
  }
  for (const token of line.matchAll(TOKENS)) {
    if (token.index < from) continue
    const after = token.index + token[0].length
    const inner = delimited(line, token[0], after, look)
    if (token[1] === undefined && token[2] === undefined && token[4] === undefined && inner === null) continue
    say(line.slice(from, token.index))
    from = after
    if (token[1] !== undefined) say(token[1])
    else if (token[2] !== undefined) made.push({ mention: token[3]!, label: token[2] })
    else if (token[4] !== undefined) made.push(...pieces(token[4], { ...look, link: token[5]! }))
    else {
      made.push(...pieces(inner!.text, { ...look, ...inner!.look }))
      from = inner!.end
    }
  }
  say(line.slice(from))
  return made
}

const LOOKS: Readonly<Record<string, Mark>> = { '**': { bold: true }, '*': { italic: true }, __: { underline: true } }

/** What stands between this delimiter and the one that closes it; null where it opens nothing. */
function delimited(line: string, token: string, after: number, look: Mark): { text: string; look: Mark; end: number } | null {
  const opened = LOOKS[token]
  if (!opened || Object.keys(opened).some((name) => name in look) || /^(\s|$)/.test(line.slice(after))) return null
  for (let end = after + 1; end <= line.length - token.length; end += 1) {
    if (line[end - 1] === '\\' || /\s/.test(line[end - 1]!) || !line.startsWith(token, end)) continue
    if (token === '*' && (line[end + 1] === '*' || line[end - 1] === '*')) continue
    return { text: line.slice(after, end), look: opened, end: end + token.length }
  }
  return null
}

export function sameLook(one: Mark, other: Mark): boolean {
  return one.bold === other.bold && one.italic === other.italic && one.underline === other.underline && one.link === other.link
}

/** The body that these blocks make. */
export function bodyText(blocks: readonly Block[]): string {
  let number = 0
  return blocks.map((block) => {
    number = block.kind === 'ordered' ? number + 1 : 0
    const head = block.kind === 'bullet' ? '- ' : block.kind === 'ordered' ? `${number}. ` : ''
    return head + block.content.map(pieceText).join('')
  }).join('\n')
}

function pieceText(piece: Inline): string {
  if ('mention' in piece) return `@[${piece.label}](person:${piece.mention})`
  let text = piece.text
  if (piece.underline) text = `__${text}__`
  if (piece.italic) text = `*${text}*`
  if (piece.bold) text = `**${text}**`
  return piece.link ? `[${text}](${piece.link})` : text
}

/** The words without markup, as a reader hears them. */
export function plainText(body: string): string {
  return bodyBlocks(body).map((block) => block.content.map((one) => ('text' in one ? one.text : one.label)).join('')).join('\n')
}
