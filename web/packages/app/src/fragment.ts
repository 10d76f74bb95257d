import { useState } from 'react'

/** The key after `#key=` in an address: it is never sent to the server with the page, so no log of it has it. */
export const keyIn = (fragment: string): string => new URLSearchParams(fragment.replace(/^#/, '')).get('key') ?? ''

/** The key the page was opened with. */
export function useKey(): string {
  const [key] = useState(() => keyIn(location.hash))
  return key
}
