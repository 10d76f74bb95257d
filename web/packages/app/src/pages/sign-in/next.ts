/** Where to go after signing in: only ever a page of the studio itself. */
export function nextOf(search: { next?: unknown }, origin: string): string {
  if (typeof search.next !== 'string' || !search.next.startsWith('/')) return '/'
  try {
    const address = new URL(search.next, origin)
    return address.origin === origin ? `${address.pathname}${address.search}${address.hash}` : '/'
  } catch {
    return '/'
  }
}
