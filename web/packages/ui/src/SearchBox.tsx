import { useLingui } from '@lingui/react/macro'
import { TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import styles from './Shell.module.css'

/** Searches maps, personas and quotes from any page. */
export function SearchBox({ onSearch }: { onSearch: (words: string) => void }) {
  const { t } = useLingui()
  const [words, set] = useState('')
  function submit(event: React.FormEvent) {
    event.preventDefault()
    if (words.trim()) onSearch(words.trim())
  }
  return (
    <form role="search" className={styles.search} onSubmit={submit}>
      <TextInput
        type="search" size="sm" value={words} onChange={(event) => set(event.currentTarget.value)}
        aria-label={t`Search maps, personas, quotes`} placeholder={t`Search maps, personas, quotes`}
        leftSection={<IconSearch size={16} aria-hidden />}
      />
    </form>
  )
}
