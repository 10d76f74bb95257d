const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'

/** A new identifier such as `card_7h2k9x0q3d`: 50 random bits, as the server makes them. */
export function newId(prefix: string): string {
  const drawn = crypto.getRandomValues(new Uint8Array(10))
  return `${prefix}_${Array.from(drawn, (byte) => ALPHABET[byte % ALPHABET.length]).join('')}`
}

/** An id of at most 80 letters: one that is longer is shortened, and what was cut off is told apart by a digest. */
export function shortened(id: string): string {
  if (id.length <= 80) return id
  let digest = 0x811c9dc5
  for (const letter of id) digest = Math.imul(digest ^ letter.codePointAt(0)!, 0x01000193) >>> 0
  return `${id.slice(0, 70)}.${digest.toString(36)}`
}
