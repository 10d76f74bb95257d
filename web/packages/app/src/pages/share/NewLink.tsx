import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Checkbox, PasswordInput, Radio, Select, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { CopyButton, Problem } from '@tropa/ui'
import { useState } from 'react'
import { useHideable } from './hiding'
import styles from './ShareDialog.module.css'
import { endsIn, makeShare, sharesQuery, type ShareRole } from './shares'

/** What a link is to allow, and the link itself once it is made: it is shown this once. */
export function NewLink({ map }: { map: string }) {
  const { t } = useLingui()
  const queries = useQueryClient()
  const terms = useTerms()
  const make = useMutation({
    mutationFn: () => makeShare(map, terms.asked()),
    onSuccess: () => {
      terms.clear()
      return queries.invalidateQueries(sharesQuery(map))
    },
  })
  return (
    <>
      {make.data && (
        <div className={styles.made} role="status">
          <p><Trans>The link is made. It is shown only now: copy it.</Trans></p>
          <TextInput readOnly value={make.data.link} aria-label={t`The new link`} onFocus={(event) => event.currentTarget.select()} />
          <CopyButton text={make.data.link} label={t`Copy the link`} />
        </div>
      )}
      <h3 className={styles.heading}><Trans>A new link</Trans></h3>
      <form className={styles.fields} onSubmit={(event) => { event.preventDefault(); make.mutate() }}>
        <Fields {...terms} />
        {make.error && <Problem error={make.error} />}
        <Button type="submit" loading={make.isPending}><Trans>Make the link</Trans></Button>
      </form>
    </>
  )
}

function useTerms() {
  const [role, setRole] = useState<ShareRole>('viewer')
  const [name, setName] = useState('')
  const [days, setDays] = useState<string>('30')
  const [password, setPassword] = useState('')
  const [hidden, setHidden] = useState<string[]>(['backstage', 'support'])
  return {
    role, setRole, name, setName, days, setDays, password, setPassword, hidden, setHidden,
    asked: () => ({ role, name: name.trim(), hidden, password: password || null, expires: endsIn(days === 'never' ? null : Number(days)) }),
    clear: () => { setName(''); setPassword('') },
  }
}

function Fields({ role, setRole, name, setName, days, setDays, password, setPassword, hidden, setHidden }: ReturnType<typeof useTerms>) {
  const { t } = useLingui()
  const hideable = useHideable()
  return (
    <>
      <TextInput label={t`For whom`} placeholder={t`The agency`} description={t`a name for you to know the link by`} maxLength={120} value={name} onChange={(event) => setName(event.currentTarget.value)} />
      <Radio.Group label={t`Whoever has the link may`} value={role} onChange={(value) => setRole(value as ShareRole)}>
        <div className={styles.kinds}>
          <Radio value="viewer" label={t`only read`} />
          <Radio value="commenter" label={t`read and comment`} />
        </div>
      </Radio.Group>
      <Select
        label={t`It holds for`} allowDeselect={false} value={days} onChange={(value) => setDays(value ?? '30')}
        data={[{ value: '1', label: t`1 day` }, { value: '7', label: t`7 days` }, { value: '30', label: t`30 days` }, { value: '90', label: t`90 days` }, { value: 'never', label: t`until it is closed` }]}
      />
      <PasswordInput
        label={t`Password`} description={t`may be left out; send it another way than the link`} autoComplete="new-password" maxLength={200} value={password} onChange={(event) => setPassword(event.currentTarget.value)}
        visibilityToggleButtonProps={{ 'aria-label': t`Show the password` }}
      />
      <Checkbox.Group label={t`What outsiders do not see`} value={hidden} onChange={setHidden}>
        <div className={styles.kinds}>{hideable.map((one) => <Checkbox key={one.value} {...one} />)}</div>
      </Checkbox.Group>
    </>
  )
}
