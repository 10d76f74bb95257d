/** A piece of a text: sought or not. */
export interface Piece {
  text: string
  hit: boolean
}

const ALIKE: Record<string, string> = { ł: 'l', ø: 'o', đ: 'd' }

/** A letter as it is sought: without case and accents, as the server seeks. */
const folded = (letter: string) => {
  const low = letter.toLowerCase()
  return (ALIKE[low] ?? low).normalize('NFKD').replaceAll(/\p{M}/gu, '')
}

/** The text in pieces, those that match one of the words apart, whatever their case and accents. */
export function marked(text: string, words: string): Piece[] {
  const letters = [...text]
  const plain = letters.map((letter) => folded(letter)[0] ?? '\u0000')
  const line = plain.join('')
  const hit = letters.map(() => false)
  for (const word of words.split(/\s+/).map((one) => [...one].map(folded).join('')).filter(Boolean)) {
    for (let at = line.indexOf(word); at >= 0; at = line.indexOf(word, at + word.length)) hit.fill(true, at, at + word.length)
  }
  const pieces: Piece[] = []
  letters.forEach((letter, place) => {
    const last = pieces.at(-1)
    if (last && last.hit === hit[place]) last.text += letter
    else pieces.push({ text: letter, hit: hit[place] ?? false })
  })
  return pieces
}
