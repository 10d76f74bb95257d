import { Trans, useLingui } from '@lingui/react/macro'
import { NativeSelect, Select, TextInput } from '@mantine/core'
import type { ColumnMeaning, Mapping, UploadPreview } from './api'
import styles from './UploadFiles.module.css'
import { READER_WORDS, ROLE_WORDS } from './words'

interface Corrected {
  of: UploadPreview
  mapping: Mapping
  onMapping: (mapping: Mapping) => void
}

interface Said extends Corrected {
  reader: string | null
  onReader: (reader: string | null) => void
  source: string
  onSource: (source: string) => void
}

/** How the whole file is read: reader, name of the source, time zone, encoding and the like; empty is guessed. */
export function Settings({ of, reader, onReader, mapping, onMapping, source, onSource }: Said) {
  const { t, i18n } = useLingui()
  const text = (key: 'time_zone' | 'encoding' | 'separator' | 'date_format' | 'event_name', value: string) => {
    const { [key]: _before, ...rest } = mapping
    onMapping(value.trim() ? { ...rest, [key]: value } : rest)
  }
  const zones = Intl.supportedValuesOf('timeZone')
  return (
    <div className={styles.settings}>
      <Select label={t`Read as`} searchable allowDeselect={false} value={reader ?? of.reader} onChange={(value) => onReader(value)}
        data={of.readers.map((one) => ({ value: one, label: READER_WORDS[one] ? i18n._(READER_WORDS[one]!) : one }))} />
      <TextInput label={t`Name of the source`} value={source} maxLength={64} onChange={(event) => onSource(event.currentTarget.value.replace(/[^\p{L}\p{N}_-]+/gu, '_'))} />
      <Select label={t`Time zone of times without one`} searchable clearable placeholder={t`as in the definition`} value={mapping.time_zone ?? null} onChange={(value) => text('time_zone', value ?? '')} data={zones} />
      <Select label={t`Encoding`} clearable placeholder={of.encoding ?? t`guessed`} value={mapping.encoding ?? null} onChange={(value) => text('encoding', value ?? '')} data={['utf-8', 'cp1251', 'cp1250', 'iso-8859-2', 'koi8-r', 'utf-16']} />
      <Select label={t`Separator`} clearable placeholder={of.separator === '\t' ? t`tab` : of.separator ?? t`guessed`} value={mapping.separator ?? null} onChange={(value) => text('separator', value ?? '')}
        data={[{ value: ',', label: ',' }, { value: ';', label: ';' }, { value: '|', label: '|' }, { value: '\t', label: t`tab` }]} />
      <Select label={t`Dates`} clearable placeholder={t`guessed`} value={mapping.date_format ?? null} onChange={(value) => text('date_format', value ?? '')}
        data={[{ value: 'day-first', label: t`day first: 31.12.2026` }, { value: 'month-first', label: t`month first: 12/31/2026` }, { value: 's', label: t`seconds since 1970` }, { value: 'ms', label: t`milliseconds since 1970` }]} />
      <Select label={t`Decimal sign`} clearable placeholder={t`guessed`} value={mapping.decimal ?? null} data={[{ value: ',', label: t`comma` }, { value: '.', label: t`point` }]}
        onChange={(value) => { const { decimal: _before, ...rest } = mapping; onMapping(value ? { ...rest, decimal: value as ',' | '.' } : rest) }} />
      <TextInput label={t`Name of every event`} placeholder={t`from a column`} value={mapping.event_name ?? ''} maxLength={200} onChange={(event) => text('event_name', event.currentTarget.value)} />
    </div>
  )
}

/** The first rows, and above each column what it is taken for, to be corrected. */
export function Columns({ of, mapping, onMapping }: Corrected) {
  const { t } = useLingui()
  if (of.columns.length === 0) return <AsRead of={of} />
  const meaning = (name: string): ColumnMeaning | null => {
    const said = mapping.columns?.[name]
    const found = of.columns.find((one) => one.name === name)
    return said ?? (found?.role ? { role: found.role, id_kind: found.id_kind } : null)
  }
  const set = (name: string, next: ColumnMeaning | null) => {
    const { [name]: _before, ...rest } = mapping.columns ?? {}
    onMapping({ ...mapping, columns: next ? { ...rest, [name]: next } : rest })
  }
  return (
    <div className={styles.rows} tabIndex={0} role="region" aria-label={t`First rows and what their columns mean`}>
      <table>
        <thead><tr>{of.columns.map((one) => <Head key={one.name} name={one.name} meaning={meaning(one.name)} said={Boolean(mapping.columns?.[one.name])} onSet={(next) => set(one.name, next)} />)}</tr></thead>
        <tbody>
          {of.rows.map((row, place) => (
            <tr key={place}>{row.map((value, at) => <td key={at} data-out={meaning(of.columns[at]?.name ?? '')?.role === 'ignore' || undefined} title={value ?? undefined}>{value ?? ''}</td>)}</tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Head({ name, meaning, said, onSet }: { name: string; meaning: ColumnMeaning | null; said: boolean; onSet: (next: ColumnMeaning | null) => void }) {
  const { t, i18n } = useLingui()
  const roles = Object.entries(ROLE_WORDS).map(([value, words]) => ({ value, label: i18n._(words) }))
  return (
    <th scope="col">
      <span>{name}</span>
      <NativeSelect size="xs" aria-label={t`What “${name}” is`} value={meaning?.role ?? ''} fw={said ? 600 : 400}
        data={[{ value: '', label: said ? t`as guessed` : t`known to the reader` }, ...roles]}
        onChange={(event) => onSet(event.currentTarget.value ? { role: event.currentTarget.value } : null)} />
      {meaning?.role === 'id' && (
        <TextInput size="xs" mt={4} aria-label={t`Kind of the id “${name}”`} placeholder={t`kind: email, phone, crm…`} defaultValue={meaning.id_kind ?? ''} maxLength={80}
          onBlur={(event) => { const kind = event.currentTarget.value.trim(); if (kind !== (meaning.id_kind ?? '')) onSet({ role: 'id', ...(kind ? { id_kind: kind } : {}) }) }} />
      )}
    </th>
  )
}

/** A file without columns: the beginning of what it would be read as. */
function AsRead({ of }: { of: UploadPreview }) {
  const { t } = useLingui()
  const [table, rows] = Object.entries(of.read)[0] ?? ['', []]
  if (rows.length === 0) return <p><Trans>Nothing in the file could be read as rows.</Trans></p>
  const names = Object.keys(rows[0] ?? {})
  return (
    <div className={styles.rows} tabIndex={0} role="region" aria-label={t`First rows as they would be read (${table})`}>
      <table>
        <thead><tr>{names.map((name) => <th key={name} scope="col">{name}</th>)}</tr></thead>
        <tbody>{rows.map((row, place) => <tr key={place}>{names.map((name) => <td key={name}>{typeof row[name] === 'object' ? JSON.stringify(row[name]) : String(row[name] ?? '')}</td>)}</tr>)}</tbody>
      </table>
    </div>
  )
}
