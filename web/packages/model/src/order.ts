/** Order by rank compared as text by code points, equal ranks by id (E7). */
export function byRank(one: { rank: string; id: string }, other: { rank: string; id: string }): number {
  if (one.rank !== other.rank) return one.rank < other.rank ? -1 : 1
  return one.id < other.id ? -1 : one.id > other.id ? 1 : 0
}

/** The values by a key, each list in the order given. */
export function grouped<K, V>(values: readonly V[], key: (one: V) => K): Map<K, V[]> {
  const groups = new Map<K, V[]>()
  for (const one of values) {
    const held = groups.get(key(one))
    if (held) held.push(one)
    else groups.set(key(one), [one])
  }
  return groups
}
