/** Why an edit, or a document, is refused: a stable code (as in spec/edits) and the facts its sentence names. */
export class EditRefused extends Error {
  readonly code: string
  readonly facts: Readonly<Record<string, string>>

  constructor(code: string, facts: Record<string, unknown> = {}) {
    const said = Object.entries(facts).map(([name, value]) => [name, String(value)] as const)
    super(`${code} (${said.map(([name, value]) => `${name}: ${value}`).join(', ')})`)
    this.name = 'EditRefused'
    this.code = code
    this.facts = Object.fromEntries(said)
  }
}
