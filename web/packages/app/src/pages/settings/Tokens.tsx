import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Checkbox, Select, TextInput } from '@mantine/core'
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Answer, ask, confirm, Problem, say, sayProblem, useFormats } from '@tropa/ui'
import { useState } from 'react'
import { Section, ShownOnce } from '../../Sections'
import styles from '../../Sections.module.css'

type Scope = 'maps:read' | 'maps:write' | 'data:read' | 'data:write' | 'admin'

interface Token {
  id: string
  name: string
  begins: string
  scopes: Scope[]
  created: string
  expires: string | null
  used: string | null
}

const tokensQuery = queryOptions({ queryKey: ['tokens'], queryFn: () => ask<Token[]>('/api/tokens') })

/** Tokens for programs that act for one: what each may do, when it was used; a new one's secret is shown once. */
export function Tokens({ owner }: { owner: boolean }) {
  const { t } = useLingui()
  const tokens = useQuery(tokensQuery)
  return (
    <Section title={t`Tokens for programs`} lead={<Trans>A program that calls the HTTP interface shows a token instead of a password. It may do what you may, within what is ticked here.</Trans>}>
      <Answer of={tokens}>{(all) => all.length > 0 && <ul className={styles.list}>{all.map((one) => <li key={one.id} className={styles.item}><Row token={one} /></li>)}</ul>}</Answer>
      <NewToken owner={owner} />
    </Section>
  )
}

function useScopes(): Record<Scope, string> {
  const { t } = useLingui()
  return { 'maps:read': t`read maps`, 'maps:write': t`change maps`, 'data:read': t`read data and answers`, 'data:write': t`add and delete data`, admin: t`manage people and access` }
}

function Row({ token }: { token: Token }) {
  const { t } = useLingui()
  const formats = useFormats()
  const scopes = useScopes()
  const queries = useQueryClient()
  async function revoke() {
    if (!(await confirm({ title: t`Revoke the token “${token.name}”?`, body: t`Programs that use it are refused from now on.`, action: t`Revoke`, grave: true }))) return
    ask<void>(`/api/tokens/${token.id}`, { method: 'DELETE' }).then(() => queries.invalidateQueries(tokensQuery)).then(() => say(t`The token is revoked`)).catch(sayProblem)
  }
  return (
    <>
      <div>
        <div className={styles.name}>{token.name}</div>
        <div className={styles.facts}><code>{token.begins}…</code> · {formats.list(token.scopes.map((one) => scopes[one]))}</div>
        <div className={styles.facts}>
          {token.used ? <Trans>last used {formats.relative(token.used)}</Trans> : <Trans>not used yet</Trans>}
          {' · '}{token.expires ? <Trans>until {formats.day(token.expires)}</Trans> : <Trans>no end</Trans>}
        </div>
      </div>
      <Button variant="default" onClick={() => void revoke()} aria-label={t`Revoke “${token.name}”`}><Trans>Revoke</Trans></Button>
    </>
  )
}

function NewToken({ owner }: { owner: boolean }) {
  const { t } = useLingui()
  const queries = useQueryClient()
  const all = useScopes()
  const [name, setName] = useState('')
  const [scopes, setScopes] = useState<string[]>(['maps:read'])
  const [days, setDays] = useState('90')
  const make = useMutation({
    mutationFn: () => ask<Token & { token: string }>('/api/tokens', { method: 'POST', body: { name, scopes, days: days === 'never' ? null : Number(days) } }),
    onSuccess: () => {
      setName('')
      return queries.invalidateQueries(tokensQuery)
    },
  })
  const offered = (Object.keys(all) as Scope[]).filter((one) => owner || one !== 'admin')
  return (
    <>
      {make.data && <ShownOnce text={make.data.token} label={t`The new token`} copy={t`Copy the token`}><Trans>The token is made. It is shown only now: copy it.</Trans></ShownOnce>}
      <form className={styles.fields} onSubmit={(event) => { event.preventDefault(); make.mutate() }}>
        <TextInput label={t`What the token is for`} placeholder={t`Nightly report`} required maxLength={120} value={name} onChange={(event) => setName(event.currentTarget.value)} />
        <Checkbox.Group label={t`It may`} value={scopes} onChange={setScopes}>
          {offered.map((one) => <Checkbox key={one} mt="sm" value={one} label={all[one]} />)}
        </Checkbox.Group>
        <Select
          label={t`It holds for`} allowDeselect={false} value={days} onChange={(value) => setDays(value ?? '90')}
          data={[{ value: '30', label: t`30 days` }, { value: '90', label: t`90 days` }, { value: '365', label: t`a year` }, { value: 'never', label: t`until it is revoked` }]}
        />
        {make.error && <Problem error={make.error} />}
        <div><Button type="submit" loading={make.isPending} disabled={scopes.length === 0}><Trans>Make a token</Trans></Button></div>
      </form>
    </>
  )
}
