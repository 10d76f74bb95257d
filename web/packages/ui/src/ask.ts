/** What the server says when it does not do what was asked (problem+json). */
export class Refusal extends Error {
  constructor(readonly status: number, readonly code: string, readonly detail: string, readonly facts: Record<string, unknown> = {}) {
    super(detail)
  }
}

type Query = Record<string, string | number | boolean | undefined>

interface Asked {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  query?: Query
  /** Sent as JSON, unless it is a form. */
  body?: unknown
  signal?: AbortSignal
}

function address(path: string, query: Query = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '')
  const words = new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString()
  return words ? `${path}?${words}` : path
}

/** Asks the server; its answer as `T`, or a `Refusal` with the sentence for the reader. */
export async function ask<T>(path: string, { method = 'GET', query, body, signal }: Asked = {}): Promise<T> {
  const form = body instanceof FormData
  const answer = await fetch(address(path, query), {
    method,
    credentials: 'same-origin',
    headers: { accept: 'application/json', ...(body === undefined || form ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  })
  if (answer.ok) return (answer.status === 204 ? undefined : await answer.json()) as T
  const said = (await answer.json().catch(() => ({}))) as { code?: string; detail?: string; facts?: Record<string, unknown> }
  throw new Refusal(answer.status, said.code ?? '', said.detail ?? answer.statusText, said.facts)
}
