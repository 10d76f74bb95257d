import { describe, expect, it } from 'vitest'
import { Refusal } from '@tropa/ui'
import { sameFile, send, type Road } from './sending'

function server(cuts: number[] = []) {
  const kept = { bytes: '', begun: 0, asked: 0 }
  const road: Road = {
    begin: async (_, size) => ({ id: `u${++kept.begun}`, offset: 0, size }),
    standing: async (id) => {
      kept.asked += 1
      return id === 'u1' ? { id, offset: kept.bytes.length, size: 0 } : null
    },
    piece: async (_, offset, bytes) => {
      if (offset !== kept.bytes.length) throw new Refusal(409, 'uploads.offset', '')
      const words = await bytes.text()
      const cut = cuts.shift()
      if (cut === undefined) {
        kept.bytes += words
        return kept.bytes.length
      }
      kept.bytes += words.slice(0, cut)
      throw new TypeError('network')
    },
    wait: async () => {},
  }
  return { kept, road }
}

function memory(first: Record<string, string> = {}) {
  const held = new Map(Object.entries(first))
  return { held, get: (key: string) => held.get(key) ?? null, set: (key: string, value: string) => void held.set(key, value), forget: (key: string) => void held.delete(key) }
}

const file = new File(['0123456789'], 'events.csv', { lastModified: 1 })

describe('a file sent in pieces', () => {
  it('arrives whole, and tells how far it has come', async () => {
    const { kept, road } = server()
    const shares: number[] = []
    expect(await send(file, { road, memory: memory(), piece: 4, onShare: (share) => shares.push(share) })).toBe('u1')
    expect(kept.bytes).toBe('0123456789')
    expect(shares).toEqual([0, 0.4, 0.8, 1])
  })

  it('goes on after a cut with what had come, sending no byte twice', async () => {
    const { kept, road } = server([2, 0, 3])
    await send(file, { road, memory: memory(), piece: 4 })
    expect(kept.bytes).toBe('0123456789')
    expect(kept.asked).toBe(3)
  })

  it('goes on after a reload of the page', async () => {
    const { kept, road } = server()
    kept.bytes = '01234'
    await send(file, { road, memory: memory({ [sameFile(file)]: 'u1' }), piece: 4 })
    expect(kept.begun).toBe(0)
    expect(kept.bytes).toBe('0123456789')
  })

  it('begins anew where the server has thrown the upload away, and forgets it at the end', async () => {
    const { kept, road } = server()
    const remembered = memory({ [sameFile(file)]: 'gone' })
    await send(file, { road, memory: remembered, piece: 4 })
    expect(kept.begun).toBe(1)
    expect(remembered.held.size).toBe(0)
  })

  it('does not try again what the server refuses', async () => {
    const { road } = server()
    let tries = 0
    const refusing: Road = { ...road, piece: async () => { tries += 1; throw new Refusal(413, 'uploads.too_large', 'too large') } }
    await expect(send(file, { road: refusing, memory: memory(), piece: 4 })).rejects.toThrow('too large')
    expect(tries).toBe(1)
  })
})
