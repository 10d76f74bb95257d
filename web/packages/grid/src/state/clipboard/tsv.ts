/** A block of cells as Excel and Sheets put it on the clipboard: tabs, line ends, quotes around what holds either. */
export function parseTsv(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let quoted = false
  const endCell = () => { row.push(cell); cell = '' }
  const endRow = () => { endCell(); rows.push(row); row = [] }
  const body = text.replace(/\r\n?/g, '\n')
  for (let at = 0; at < body.length; at += 1) {
    const letter = body[at]
    if (quoted) {
      if (letter !== '"') cell += letter
      else if (body[at + 1] === '"') { cell += '"'; at += 1 } else quoted = false
    } else if (letter === '"' && cell === '' && closes(body, at + 1)) quoted = true
    else if (letter === '\t') endCell()
    else if (letter === '\n') endRow()
    else cell += letter
  }
  if (cell !== '' || row.length > 0) endRow()
  return rows
}

/** Whether the quote opened before `from` closes at the end of a cell; otherwise it is a quotation mark of the words. */
function closes(text: string, from: number): boolean {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] !== '"') continue
    if (text[at + 1] === '"') at += 1
    else return at + 1 === text.length || text[at + 1] === '\t' || text[at + 1] === '\n'
  }
  return false
}

const FORMULA = /^[=+\-@\t]/

/** A cell as a spreadsheet takes it back: quoted where needed, and never as a formula. */
function written(cell: string): string {
  const safe = FORMULA.test(cell) && !/^[+-]?[\d.,\s]+%?$/.test(cell) ? `'${cell}` : cell
  return /[\t\n"]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

export const writeTsv = (rows: readonly (readonly string[])[]): string => rows.map((row) => row.map(written).join('\t')).join('\r\n')
