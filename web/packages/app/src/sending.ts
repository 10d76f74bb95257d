import { Refusal } from '@tropa/ui'

/** Where an upload stands on the server. */
export interface Standing {
  id: string
  offset: number
  size: number
}

/** How pieces travel; the browser's own is `overHttp`. */
export interface Road {
  begin: (name: string, size: number) => Promise<Standing>
  /** Null where the server has it no more. */
  standing: (id: string) => Promise<Standing | null>
  /** Sends a piece from an offset and tells how far the server has got. */
  piece: (id: string, offset: number, bytes: Blob, signal?: AbortSignal) => Promise<number>
  wait: (milliseconds: number) => Promise<void>
}

interface Remembered {
  get: (key: string) => string | null
  set: (key: string, value: string) => void
  forget: (key: string) => void
}

export interface Sending {
  road?: Road
  memory?: Remembered
  piece?: number
  signal?: AbortSignal
  onShare?: (share: number) => void
}

const PIECE = 4 * 1024 * 1024
const TRIES = 6

/** The same file on the same machine, so that a cut upload goes on where it was. */
export const sameFile = (file: File) => `upload:${file.name}:${file.size}:${file.lastModified}`

/** Sends a file piece by piece, goes on after cuts and reloads; resolves with the upload's id once all of it has come. */
export async function send(file: File, { road = overHttp, memory = inBrowser, piece = PIECE, signal, onShare }: Sending = {}): Promise<string> {
  const key = sameFile(file)
  const known = memory.get(key)
  const at = (known && (await road.standing(known))) || (await road.begin(file.name, file.size))
  memory.set(key, at.id)
  let offset = at.offset
  let failed = 0
  onShare?.(shareOf(offset, file.size))
  while (offset < file.size) {
    signal?.throwIfAborted()
    try {
      offset = await road.piece(at.id, offset, file.slice(offset, offset + piece), signal)
      failed = 0
    } catch (error) {
      if (signal?.aborted || final(error) || ++failed >= TRIES) throw error
      await road.wait(Math.min(15_000, 500 * 2 ** failed))
      offset = (await road.standing(at.id).catch(() => null))?.offset ?? offset
    }
    onShare?.(shareOf(offset, file.size))
  }
  memory.forget(key)
  return at.id
}

const shareOf = (offset: number, size: number) => (size ? offset / size : 1)

/** Whether trying again is no use: the server has refused, for another reason than the offset or the pace. */
const final = (error: unknown) => error instanceof Refusal && error.status < 500 && ![409, 423, 429].includes(error.status)

async function answerOf(answer: Response): Promise<Response> {
  if (answer.ok) return answer
  const said = (await answer.json().catch(() => ({}))) as { code?: string; detail?: string; facts?: Record<string, unknown> }
  throw new Refusal(answer.status, said.code ?? '', said.detail ?? answer.statusText, said.facts)
}

const overHttp: Road = {
  async begin(name, size) {
    const headers = { 'content-type': 'application/json', accept: 'application/json' }
    const answer = await fetch('/api/uploads', { method: 'POST', headers, body: JSON.stringify({ name, size }) })
    return (await (await answerOf(answer)).json()) as Standing
  },
  async standing(id) {
    const answer = await fetch(`/api/uploads/${id}`, { headers: { accept: 'application/json' } })
    return answer.status === 404 ? null : ((await (await answerOf(answer)).json()) as Standing)
  },
  async piece(id, offset, bytes, signal) {
    const headers = { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset), accept: 'application/json' }
    const answer = await answerOf(await fetch(`/api/uploads/${id}`, { method: 'PATCH', headers, body: bytes, signal: signal ?? null }))
    return Number(answer.headers.get('upload-offset') ?? offset + bytes.size)
  },
  wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
}

const inBrowser: Remembered = {
  get: (key) => localStorage.getItem(key),
  set: (key, value) => localStorage.setItem(key, value),
  forget: (key) => localStorage.removeItem(key),
}
