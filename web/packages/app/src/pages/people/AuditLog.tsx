import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Table } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { ask, Loading, Problem, useFormats } from '@tropa/ui'
import styles from '../../Sections.module.css'
import { useActions } from './actions'
import type { AuditEntry } from './people'

const PAGE = 50

/** Who did what with people and access, newest first. */
export function AuditLog() {
  const { t } = useLingui()
  const formats = useFormats()
  const inWords = useActions()
  const told = useInfiniteQuery({
    queryKey: ['audit'],
    queryFn: ({ pageParam }) => ask<AuditEntry[]>('/api/audit', { query: { before: pageParam, limit: PAGE } }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => (page.length === PAGE ? page.at(-1)?.id : undefined),
  })
  if (told.error) return <Problem error={told.error} retry={() => void told.refetch()} />
  if (told.isPending) return <Loading />
  return (
    <>
      <div className={styles.scroll} tabIndex={0} role="region" aria-label={t`Who did what`}>
        <Table verticalSpacing="sm" miw={560}>
          <Table.Thead>
            <Table.Tr><Table.Th><Trans>When</Trans></Table.Th><Table.Th><Trans>Who</Trans></Table.Th><Table.Th><Trans>What</Trans></Table.Th><Table.Th><Trans>About</Trans></Table.Th></Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {told.data.pages.flat().map((one) => (
              <Table.Tr key={one.id}>
                <Table.Td className="numbers">{formats.dayTime(one.at)}</Table.Td>
                <Table.Td>{one.name || <Trans>somebody outside</Trans>}</Table.Td>
                <Table.Td>{inWords(one.action)}</Table.Td>
                <Table.Td><code>{one.about}</code></Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      {told.hasNextPage && <Button variant="default" mt="md" loading={told.isFetchingNextPage} onClick={() => void told.fetchNextPage()}><Trans>Show earlier</Trans></Button>}
    </>
  )
}
