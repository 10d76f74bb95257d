/** Maps kept on this machine: a database for a map and a person, so that nobody sees what another had open. */

const PREFIX = 'tropa/'

export const databaseOf = (mapId: string, person: string): string => `${PREFIX}${person}/${mapId}`

/** Forget everything kept on this machine: on sign-out. What has not been sent is lost; ask first where there is any. */
export async function forgetOffline(): Promise<void> {
  if (typeof indexedDB === 'undefined' || !indexedDB.databases) return
  const found = await indexedDB.databases()
  await Promise.all(found.map(({ name }) => (name?.startsWith(PREFIX) ? gone(name) : undefined)))
}

function gone(name: string): Promise<void> {
  return new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(name)
    request.onsuccess = request.onerror = request.onblocked = () => resolve()
  })
}
