import { Trans, useLingui } from '@lingui/react/macro'
import { Tabs } from '@mantine/core'
import { useNavigate, useParams } from '@tanstack/react-router'
import { PageHeader } from '@tropa/ui'
import { useMay } from '../../session'
import { AuditLog } from './AuditLog'
import { Invitations } from './Invitations'
import { PeopleList } from './PeopleList'

/** Who works here and what each may do; for owners also invitations and the log of who did what. */
export default function PeoplePage() {
  const { t } = useLingui()
  const owner = useMay('owner')
  const { tab = 'people' } = useParams({ strict: false }) as { tab?: string }
  const navigate = useNavigate()
  const title = <PageHeader title={t`People`} lead={t`Who works in this workspace, and what each may do.`} />
  if (!owner) return <>{title}<PeopleList owner={false} /></>
  return (
    <>
      {title}
      <Tabs value={tab} onChange={(next) => void navigate({ to: next === 'people' || !next ? '/people' : `/people/${next}` })} keepMounted={false}>
        <Tabs.List mb="lg">
          <Tabs.Tab value="people"><Trans>People</Trans></Tabs.Tab>
          <Tabs.Tab value="invitations"><Trans>Invitations</Trans></Tabs.Tab>
          <Tabs.Tab value="log"><Trans>Who did what</Trans></Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="people"><PeopleList owner /></Tabs.Panel>
        <Tabs.Panel value="invitations"><Invitations /></Tabs.Panel>
        <Tabs.Panel value="log"><AuditLog /></Tabs.Panel>
      </Tabs>
    </>
  )
}
