import { signOut } from './session'

/** Ends the session, forgets the maps kept in this browser, and shows the page to sign in. */
export async function signOutHere(): Promise<void> {
  await signOut()
  const { forgetOffline } = await import('@tropa/sync')
  await forgetOffline().catch(() => undefined)
  sessionStorage.clear()
  location.assign('/sign-in')
}
