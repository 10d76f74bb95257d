import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Input, Select, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { isLanguage, LANGUAGES, Problem, say, sayProblem, ThemeSwitch, useLanguage } from '@tropa/ui'
import { useState } from 'react'
import { Section } from '../../Sections'
import styles from '../../Sections.module.css'
import { changeMe, meQuery, type Me } from './me'

/** Name and address as colleagues see them; language and look of the studio. */
export function Profile({ me }: { me: Me }) {
  const { t } = useLingui()
  const queries = useQueryClient()
  const [name, setName] = useState(me.name)
  const [email, setEmail] = useState(me.email ?? '')
  const change = useMutation({
    mutationFn: () => changeMe({ name, ...(email ? { email } : {}) }),
    onSuccess: (now) => {
      queries.setQueryData(meQuery.queryKey, now)
      say(t`Saved`)
      return queries.invalidateQueries({ queryKey: ['session'] })
    },
  })
  return (
    <>
      <Section title={t`You`} lead={<Trans>Your colleagues see the name beside your edits and comments.</Trans>}>
        <form className={styles.fields} onSubmit={(event) => { event.preventDefault(); change.mutate() }}>
          <TextInput label={t`Your name`} autoComplete="name" required maxLength={120} value={name} onChange={(event) => setName(event.currentTarget.value)} />
          <TextInput type="email" label={t`E-mail`} autoComplete="email" description={t`To sign in with, and for letters on what you are named in`} maxLength={254} value={email} onChange={(event) => setEmail(event.currentTarget.value)} />
          {change.error && <Problem error={change.error} />}
          <div><Button type="submit" loading={change.isPending}><Trans>Save</Trans></Button></div>
        </form>
      </Section>
      <LookAndLanguage />
    </>
  )
}

function LookAndLanguage() {
  const { t } = useLingui()
  const { language, choose } = useLanguage()
  function speak(next: string | null) {
    if (next && isLanguage(next)) void choose(next).then(() => changeMe({ language: next })).catch(sayProblem)
  }
  return (
    <Section title={t`Language and look`}>
      <div className={styles.fields}>
        <Select
          label={t`Language of the studio`} description={t`Maps have a language of their own.`} allowDeselect={false} value={language} onChange={speak}
          data={Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))}
        />
        <Input.Wrapper label={t`Theme`} labelElement="div">
          <ThemeSwitch onChoose={(theme) => void changeMe({ theme: theme === 'auto' ? 'system' : theme }).catch(sayProblem)} />
        </Input.Wrapper>
      </div>
    </Section>
  )
}
