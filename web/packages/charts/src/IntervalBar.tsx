import styles from './IntervalBar.module.css'
import { placeInterval } from './interval'

interface Props {
  value: number
  low: number
  high: number
  /** Whether it is a share: then the line is the whole of 0…100 %. */
  share?: boolean
  /** The interval in words. */
  label: string
}

/** An interval drawn on a line, its value a point; a stroke marks zero where it is in view. */
export function IntervalBar({ value, low, high, share = false, label }: Props) {
  const placed = placeInterval(value, low, high, share)
  const x = (part: number) => `${(part * 100).toFixed(2)}%`
  return (
    <svg className={styles.bar} role="img" aria-label={label} height={20} width="100%">
      <line className={styles.line} x1="0%" x2="100%" y1={10} y2={10} />
      {placed.zero !== null && <line className={styles.zero} x1={x(placed.zero)} x2={x(placed.zero)} y1={2} y2={18} />}
      <line className={styles.interval} x1={x(placed.low)} x2={x(placed.high)} y1={10} y2={10} />
      <line className={styles.end} x1={x(placed.low)} x2={x(placed.low)} y1={5} y2={15} />
      <line className={styles.end} x1={x(placed.high)} x2={x(placed.high)} y1={5} y2={15} />
      <circle className={styles.value} cx={x(placed.value)} cy={10} r={4.5} />
    </svg>
  )
}
