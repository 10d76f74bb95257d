import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Avatar, Menu, SegmentedControl, Text, UnstyledButton, useMantineColorScheme, VisuallyHidden, type MantineColorScheme } from '@mantine/core'
import { IconCheck, IconLanguage, IconLogout, IconSettings, IconUsers } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { isLanguage, LANGUAGES, useLanguage } from './language'

/** Who has signed in, as the frame shows them. */
export interface Me {
  name: string
  email?: string
  colour: string
  /** The role in words. */
  role?: string
  /** Alone on this machine: nothing to sign out of. */
  alone?: boolean
}

/** The languages, each named in itself; the page speaks the chosen one at once. */
export function LanguageMenu({ onChoose }: { onChoose?: (language: string) => void }) {
  const { t } = useLingui()
  const { language, choose } = useLanguage()
  function take(next: string) {
    if (!isLanguage(next)) return
    void choose(next).then(() => onChoose?.(next))
  }
  return (
    <Menu position="bottom-end" width={180}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t`Language: ${LANGUAGES[language]}`}>
          <IconLanguage size={20} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {Object.entries(LANGUAGES).map(([code, name]) => (
          <Menu.Item key={code} lang={code} onClick={() => take(code)} aria-current={code === language || undefined}
            rightSection={code === language ? <IconCheck size={16} aria-hidden /> : undefined}>
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

/** Light, dark, or as the system has it. */
export function ThemeSwitch({ onChoose }: { onChoose?: (theme: MantineColorScheme) => void }) {
  const { t } = useLingui()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const choices = [{ value: 'light', label: t`Light` }, { value: 'dark', label: t`Dark` }, { value: 'auto', label: t`As the system` }]
  return (
    <SegmentedControl size="xs" fullWidth data={choices} value={colorScheme} aria-label={t`Theme`}
      onChange={(value) => { setColorScheme(value as MantineColorScheme); onChoose?.(value as MantineColorScheme) }} />
  )
}

/** The person's own menu: theme, settings, people, signing out. */
export function AccountMenu({ me, onSignOut }: { me: Me; onSignOut: () => void }) {
  const { t } = useLingui()
  return (
    <Menu position="bottom-end" width={280}>
      <Menu.Target>
        <UnstyledButton aria-label={t`Account: ${me.name}`} style={{ borderRadius: 99 }}>
          <PersonAvatar name={me.name} colour={me.colour} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text size="sm" fw={600} c="var(--ink)">{me.name}</Text>
          <Text size="xs">{[me.email, me.role].filter(Boolean).join(' · ')}</Text>
        </Menu.Label>
        <div style={{ padding: '4px 8px 8px' }}><ThemeSwitch /></div>
        <Menu.Divider />
        <Menu.Item component={Link} to="/settings" leftSection={<IconSettings size={16} aria-hidden />}><Trans>Settings</Trans></Menu.Item>
        <Menu.Item component={Link} to="/people" leftSection={<IconUsers size={16} aria-hidden />}><Trans>People and access</Trans></Menu.Item>
        {!me.alone && <Menu.Item onClick={onSignOut} leftSection={<IconLogout size={16} aria-hidden />}><Trans>Sign out</Trans></Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  )
}

/** A person's initials on their colour; the name is spoken where `named`. */
export function PersonAvatar({ name, colour, size = 32, named = false }: { name: string; colour?: string; size?: number; named?: boolean }) {
  const initials = name.split(/\s+/).slice(0, 2).map((word) => [...word][0] ?? '').join('').toUpperCase()
  return (
    <>
      <Avatar size={size} radius="xl" aria-hidden title={name} styles={{ placeholder: { background: colour || 'var(--muted)', color: '#fff', fontSize: size * 0.4 } }}>
        {initials || '?'}
      </Avatar>
      {named && <VisuallyHidden>{name}</VisuallyHidden>}
    </>
  )
}
