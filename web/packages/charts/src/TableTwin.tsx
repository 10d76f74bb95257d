import { useLingui } from '@lingui/react/macro'
import styles from './TableTwin.module.css'

export interface Column {
  name: string
  title: string
  /** Figures stand to the right, under one another. */
  numeric?: boolean
}

interface Props {
  caption: string
  columns: Column[]
  /** Cells as they are read, a row a datum. */
  rows: string[][]
  /** Said below where not all rows are shown. */
  more?: string
}

/** The table of a picture: the same answer, to be read and copied. */
export function TableTwin({ caption, columns, rows, more }: Props) {
  const { t } = useLingui()
  return (
    <div className={styles.room} role="group" tabIndex={0} aria-label={t`Table: ${caption}`}>
      <table className={styles.table}>
        <caption className="only-spoken">{caption}</caption>
        <thead>
          <tr>{columns.map((one) => <th key={one.name} scope="col" className={one.numeric ? styles.number : undefined}>{one.title}</th>)}</tr>
        </thead>
        <tbody>
          {rows.map((row, number) => (
            <tr key={number}>
              {row.map((cell, place) => place === 0
                ? <th key={place} scope="row">{cell}</th>
                : <td key={place} className={columns[place]?.numeric ? styles.number : undefined}>{cell}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
      {more && <p className={styles.more}>{more}</p>}
    </div>
  )
}
