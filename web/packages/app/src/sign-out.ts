import { signOut } from './session'

async function forgetMaps(): Promise<void> {
  const stores = await indexedDB.databases()
  await Promise.all(stores.map(({ name }) => new Promise<void>((resolve) => {
    if (!name) return resolve()
    const asked = indexedDB.deleteDatabase(name)
    asked.onsuccess = asked.onerror = asked.onblocked = () => resolve()
  })))
}

/** Ends the session, forgets the maps kept in this browser, and shows the page to sign in. */
export async function signOutHere(): Promise<void> {
  await signOut()
  await forgetMaps()
  sessionStorage.clear()
  location.assign('/sign-in')
}
