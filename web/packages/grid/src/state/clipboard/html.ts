/** Tables of the clipboard's HTML, read without a DOM: what stands in their cells as plain text. Nothing is run or fetched. */

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' }

function decoded(text: string): string {
  return text.replace(/&(#x[\da-f]+|#\d+|\w+);/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name.toLowerCase()] ?? whole
    const code = name[1]!.toLowerCase() === 'x' ? parseInt(name.slice(2), 16) : parseInt(name.slice(1), 10)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
  })
}

const TAG = /<!--[\s\S]*?-->|<(script|style|head)\b[\s\S]*?<\/\1\s*>|<\s*(\/?)\s*([a-z][a-z0-9]*)([^>]*)>/gi

const tidy = (text: string): string => decoded(text).replace(/[ \t]+/g, ' ').replace(/ ?\n ?/g, '\n').trim()

/** The rows of the first table; null where there is none. Cells over several columns fill these with nothing. */
export function parseTable(html: string): string[][] | null {
  if (!/<table[\s>]/i.test(html)) return null
  const rows: string[][] = []
  let row: string[] | null = null
  let cell: { text: string; over: number } | null = null
  let last = 0
  const endCell = () => {
    if (cell && row) row.push(tidy(cell.text), ...Array<string>(cell.over - 1).fill(''))
    cell = null
  }
  const endRow = () => {
    endCell()
    if (row) rows.push(row)
    row = null
  }
  for (const tag of html.matchAll(TAG)) {
    if (cell) (cell as { text: string }).text += html.slice(last, tag.index).replace(/\s+/g, ' ')
    last = tag.index + tag[0].length
    const name = tag[3]?.toLowerCase()
    if (!name) continue
    const closing = tag[2] === '/'
    if (name === 'table' && closing) break
    if (name === 'tr') { endRow(); if (!closing) row = [] }
    if (name === 'td' || name === 'th') {
      endCell()
      if (!closing) cell = { text: '', over: Math.min(50, Number(/colspan\s*=\s*["']?(\d+)/i.exec(tag[4] ?? '')?.[1] ?? 1) || 1) }
    }
    if (cell && (name === 'br' || (closing && /^(p|div|li)$/.test(name)))) (cell as { text: string }).text += '\n'
  }
  endRow()
  return rows.length ? rows : null
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** A table other programs read, with our own JSON in a data attribute for maps to read. */
export function writeTable(rows: readonly (readonly string[])[], own: string): string {
  const lines = rows.map((row) => `<tr>${row.map((cell) => `<td>${escaped(cell).replaceAll('\n', '<br>')}</td>`).join('')}</tr>`)
  return `<table data-tropa="${escaped(own)}">${lines.join('')}</table>`
}

/** Our own JSON where the clipboard's HTML was written by `writeTable`. */
export function ownJson(html: string): string | null {
  const given = /data-tropa="([^"]*)"/.exec(html)?.[1]
  return given === undefined ? null : decoded(given)
}
