import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Drawer } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconBell, IconMenu2 } from '@tabler/icons-react'
import { Link, useLocation } from '@tanstack/react-router'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { AccountMenu, LanguageMenu, type Me } from './menus'
import { SearchBox } from './SearchBox'
import styles from './Shell.module.css'

/** A place of the studio that the navigation leads to. */
export interface Area {
  to: string
  name: string
  icon: ReactNode
  /** Also in the bar at the bottom of a phone. */
  near?: boolean
}

interface Props {
  areas: Area[]
  me: Me
  unread: number
  /** The page takes the whole window (a map); the navigation waits behind the menu button. */
  whole?: boolean
  onSearch: (words: string) => void
  onSignOut: () => void
  onLanguage?: (language: string) => void
  children: ReactNode
}

/** The frame of every page of somebody who has signed in: bar, navigation, the page as the main landmark. */
export function Shell({ areas, me, unread, whole = false, onSearch, onSignOut, onLanguage, children }: Props) {
  const { t } = useLingui()
  const narrow = useMediaQuery('(max-width: 899px)') ?? false
  const [opened, open] = useState(false)
  const main = useFocusOnTheNewPage()
  const behind = whole || narrow
  const unreadWords = t`Notifications, ${unread} unread`
  return (
    <div className={styles.shell} data-whole={whole || undefined}>
      <a className={styles.skip} href="#main"><Trans>Skip to the content</Trans></a>
      <header className={styles.bar}>
        {behind && (
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t`Menu`} aria-expanded={opened} onClick={() => open(true)}>
            <IconMenu2 size={20} aria-hidden />
          </ActionIcon>
        )}
        <Link to="/" aria-label="Tropa" className={styles.brand}><Trail /><span>Tropa</span></Link>
        <SearchBox onSearch={onSearch} />
        <div className={styles.right}>
          <LanguageMenu onChoose={onLanguage} />
          <Link to="/notifications" className={styles.bell} aria-label={unread ? unreadWords : t`Notifications`}>
            <IconBell size={20} aria-hidden />
            {unread > 0 && <span className={styles.count} aria-hidden>{unread > 99 ? '99+' : unread}</span>}
          </Link>
          <AccountMenu me={me} onSignOut={onSignOut} />
        </div>
      </header>
      {!behind && <nav className={styles.nav} aria-label={t`Sections`}><Areas areas={areas} /></nav>}
      <main id="main" ref={main} tabIndex={-1} className={styles.main}>{children}</main>
      {narrow && !whole && <nav className={styles.bottom} aria-label={t`Sections`}><Areas areas={areas.filter((one) => one.near)} /></nav>}
      <Drawer opened={opened && behind} onClose={() => open(false)} size={280} title="Tropa" closeButtonProps={{ 'aria-label': t`Close` }}>
        <nav aria-label={t`All sections`} onClick={() => open(false)}><Areas areas={areas} /></nav>
      </Drawer>
    </div>
  )
}

function Areas({ areas }: { areas: Area[] }) {
  return (
    <ul className={styles.areas}>
      {areas.map((area) => (
        <li key={area.to}>
          <Link to={area.to} className={styles.area} activeOptions={{ exact: area.to === '/' }} activeProps={{ 'aria-current': 'page' }}>
            <span aria-hidden className={styles.icon}>{area.icon}</span>
            <span>{area.name}</span>
          </Link>
        </li>
      ))}
    </ul>
  )
}

/** The mark of Tropa: a trail that rises and falls. */
export function Trail() {
  return (
    <svg width="26" height="26" viewBox="0 0 26 26" aria-hidden fill="none">
      <path d="M3 17c3-9 6-9 8.5-3.5S17 19 23 6" stroke="var(--accent)" strokeWidth="2.5" strokeLinecap="round" />
      <circle cx="11.5" cy="13.5" r="2.6" fill="var(--paper)" stroke="var(--accent)" strokeWidth="2" />
    </svg>
  )
}

/** After a change of page the focus goes to the new page, as it would on a page that was loaded. */
function useFocusOnTheNewPage() {
  const main = useRef<HTMLElement>(null)
  const { pathname } = useLocation()
  const shown = useRef(pathname)
  useEffect(() => {
    if (shown.current === pathname) return
    shown.current = pathname
    main.current?.focus({ preventScroll: true })
    window.scrollTo(0, 0)
  }, [pathname])
  return main
}

/** The frame of a page without an account: signing in, a shared map, an invitation. */
export function Bare({ children, whole = false }: { children: ReactNode; whole?: boolean }) {
  return (
    <div className={styles.bare}>
      <header className={styles.bareBar}>
        <span className={styles.brand}><Trail /><span>Tropa</span></span>
        <LanguageMenu />
      </header>
      <main id="main" className={whole ? styles.bareWhole : styles.bareMain}>{children}</main>
    </div>
  )
}
