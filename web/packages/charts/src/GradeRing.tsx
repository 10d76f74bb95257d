import { useLingui } from '@lingui/react/macro'
import styles from './GradeRing.module.css'

export type Grade = 'A' | 'B' | 'C' | 'D' | 'E'

/** How sure an answer is, in words. */
export function useGradeWords(): Record<Grade, string> {
  const { t } = useLingui()
  return {
    A: t`Randomised experiment: the difference is caused by the change`,
    B: t`Compared with others at the same time: groups may differ in more than this`,
    C: t`Before and after: something else may have changed too`,
    D: t`Seen together: not proof that one causes the other`,
    E: t`Opinion: said by somebody, not measured`,
  }
}

/** The letter of a grade in a ring that is fuller the surer it is. */
export function GradeRing({ grade, size = 32 }: { grade: Grade; size?: number }) {
  const { t } = useLingui()
  const words = useGradeWords()
  const around = 2 * Math.PI * 14
  const full = { A: 1, B: 0.8, C: 0.6, D: 0.4, E: 0.2 }[grade]
  return (
    <svg className={styles.ring} viewBox="0 0 32 32" width={size} height={size} role="img" aria-label={t`Evidence grade ${grade}. ${words[grade]}`}>
      <circle className={styles.track} cx={16} cy={16} r={14} />
      <circle className={styles.arc} cx={16} cy={16} r={14} strokeDasharray={`${around * full} ${around}`} transform="rotate(-90 16 16)" />
      <text className={styles.letter} x={16} y={16} dy="0.36em" textAnchor="middle">{grade}</text>
    </svg>
  )
}
