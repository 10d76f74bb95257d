import { useLingui } from '@lingui/react/macro'
import { Face, faceOf, linePath, runs, useDocument, useGrid } from '@tropa/grid'
import { onScale } from '@tropa/model'
import styles from './Phone.module.css'

const HEIGHT = 52

/** The line of emotion over all stages, small; each stage is a button that leads to it. */
export function EmotionStrip({ at, go }: { at: number; go: (place: number) => void }) {
  const { t } = useLingui()
  const map = useDocument()
  const columns = useGrid((_, layout) => layout.columns)
  const wanted = useGrid((state) => state.filter.personas)
  const persona = map.personas.find((one) => wanted.includes(one.id)) ?? map.personas.find((one) => map.curve.some((point) => point.persona === one.id)) ?? map.personas[0]
  const values = columns.map((stage) => {
    const point = map.curve.find((one) => one.persona === persona?.id && one.stage === stage.id && one.kind === 'emotion' && !one.future)
    return point && point.value !== null ? onScale(point.value, point.scale, '-2..2') : null
  })
  const y = (value: number) => HEIGHT / 2 - (value / 2) * (HEIGHT / 2 - 6)
  const line = runs(values).map((run) => linePath(run.map((place) => [place + 0.5, y(values[place]!)] as const))).join('')
  return (
    <div className={styles.strip}>
      <svg viewBox={`0 0 ${Math.max(1, columns.length)} ${HEIGHT}`} preserveAspectRatio="none" height={HEIGHT} aria-hidden focusable="false">
        <line x1="0" x2={columns.length} y1={HEIGHT / 2} y2={HEIGHT / 2} className={styles.zero} />
        <path d={line} className={styles.line} />
      </svg>
      <ol>
        {columns.map((stage, place) => {
          const value = values[place] ?? null
          return (
            <li key={stage.id}>
              <button type="button" aria-current={place === at ? 'step' : undefined} aria-label={value === null ? stage.title : t`${stage.title}: emotion ${Math.round(value * 10) / 10}`} onClick={() => go(place)}>
                {value !== null && <span className={styles.face} style={{ top: y(value) }}><Face of={faceOf(value)} size={place === at ? 24 : 16} /></span>}
              </button>
            </li>
          )
        })}
      </ol>
    </div>
  )
}
