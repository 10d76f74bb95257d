import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Badge, Menu } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Answer, confirm, PersonAvatar, say, sayProblem, useFormats } from '@tropa/ui'
import { useState } from 'react'
import { ShownOnce } from '../../Sections'
import styles from '../../Sections.module.css'
import { useRoles, useSession } from '../../session'
import { changePerson, peopleQuery, type Person } from './people'
import { RoleSelect } from './roles'

/** Everybody with an account; owners change roles, close accounts, let in who forgot the password. */
export function PeopleList({ owner }: { owner: boolean }) {
  const { t } = useLingui()
  const people = useQuery(peopleQuery)
  const [made, setMade] = useState<{ name: string; link: string } | null>(null)
  return (
    <>
      {made && (
        <ShownOnce text={made.link} label={t`One-time link for ${made.name}`} copy={t`Copy the link`}>
          <Trans>This link lets {made.name} in once, to set a new password. It is shown only now.</Trans>
        </ShownOnce>
      )}
      <Answer of={people}>
        {(all) => (
          <ul className={styles.list}>
            {all.map((one) => <li key={one.id} className={styles.item}><Row person={one} owner={owner} onLink={(link) => setMade({ name: one.name, link })} /></li>)}
          </ul>
        )}
      </Answer>
    </>
  )
}

function Row({ person, owner, onLink }: { person: Person; owner: boolean; onLink: (link: string) => void }) {
  const { t } = useLingui()
  const formats = useFormats()
  const roles = useRoles()
  const me = useSession().person?.id === person.id
  const act = useAct()
  return (
    <>
      <div className={styles.who}>
        <PersonAvatar name={person.name} colour={person.colour} />
        <div>
          <div className={styles.name}>
            {person.name} {me && <Badge variant="light" ml={4}><Trans>you</Trans></Badge>} {person.disabled && <Badge color="gray" variant="light" ml={4}><Trans>closed</Trans></Badge>}
          </div>
          <div className={styles.facts}>
            {person.email}{person.email && person.seen && ' · '}{person.seen && <Trans>last here {formats.relative(person.seen)}</Trans>}
          </div>
        </div>
      </div>
      <div className={styles.deeds}>
        {owner
          ? <RoleSelect quiet none label={t`Role of ${person.name}`} value={person.role} disabled={person.disabled} onChange={(role) => act(changePerson.role(person.id, role), t`The role is changed`)} />
          : <span>{person.role ? roles[person.role] : <Trans>At single maps only</Trans>}</span>}
        {owner && <Deeds person={person} me={me} onLink={onLink} />}
      </div>
    </>
  )
}

function useAct() {
  const queries = useQueryClient()
  return (deed: Promise<unknown>, done: string) => void deed.then(() => queries.invalidateQueries(peopleQuery)).then(() => say(done)).catch(sayProblem)
}

function Deeds({ person, me, onLink }: { person: Person; me: boolean; onLink: (link: string) => void }) {
  const { t } = useLingui()
  const act = useAct()
  async function erase() {
    const sure = await confirm({ title: t`Delete the account of ${person.name}?`, body: t`The name and the address are forgotten. What was written stays, without a name. This cannot be undone.`, action: t`Delete the account`, grave: true })
    if (sure) act(changePerson.erase(person.id), t`The account is deleted`)
  }
  return (
    <Menu position="bottom-end" width={250}>
      <Menu.Target><ActionIcon variant="subtle" color="gray" aria-label={t`What to do with the account of ${person.name}`}><IconDots size={18} aria-hidden /></ActionIcon></Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => void changePerson.link(person.id).then(({ link }) => onLink(link.startsWith('/') ? location.origin + link : link)).catch(sayProblem)}><Trans>Make a one-time link</Trans></Menu.Item>
        {!me && (person.disabled
          ? <Menu.Item onClick={() => act(changePerson.disabled(person.id, false), t`The account is open again`)}><Trans>Open the account again</Trans></Menu.Item>
          : <Menu.Item onClick={() => act(changePerson.disabled(person.id, true), t`The account is closed`)}><Trans>Close the account</Trans></Menu.Item>)}
        {!me && <><Menu.Divider /><Menu.Item color="red" onClick={() => void erase()}><Trans>Delete the account</Trans></Menu.Item></>}
      </Menu.Dropdown>
    </Menu>
  )
}
