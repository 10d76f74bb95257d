import { useLingui } from '@lingui/react/macro'
import { runsOf, rangeOf, smooth, type Curve, type CurvePoint } from './curve'
import styles from './CurveChart.module.css'

export type { Curve, CurvePoint } from './curve'

interface Props {
  title: string
  /** What stands along the bottom, in order: stages, days. */
  places: string[]
  curves: Curve[]
  /** The lowest and the highest value; from the data where left out. */
  range?: [number, number]
  height?: number
}

const PITCH = 150
const PAD = { left: 24, right: 120, top: 16, bottom: 36 }

/** Curves over stages: smooth, with their intervals as soft bands, and gaps where nothing is known. */
export function CurveChart({ title, places, curves, range, height = 220 }: Props) {
  const { t } = useLingui()
  const [low, high] = rangeOf(curves, range)
  const width = PAD.left + PITCH * places.length + PAD.right
  const x = (at: number) => PAD.left + PITCH * (at + 0.5)
  const y = (value: number) => PAD.top + (1 - (value - low) / (high - low)) * (height - PAD.top - PAD.bottom)
  return (
    <div className={styles.room} role="group" tabIndex={0} aria-label={title}>
      <svg className={styles.chart} width={width} height={height} role="img" aria-label={t`${title}. ${places.length} places, ${curves.length} lines.`}>
        {low <= 0 && high >= 0 && <line className={styles.zero} x1={PAD.left} x2={width - PAD.right} y1={y(0)} y2={y(0)} />}
        {places.map((place, at) => <text key={at} className={styles.place} x={x(at)} y={height - 12} textAnchor="middle">{place}</text>)}
        {curves.map((curve, place) => <Line key={curve.id} curve={curve} colour={`var(--series-${(place % 6) + 1})`} x={x} y={y} />)}
      </svg>
    </div>
  )
}

function Line({ curve, colour, x, y }: { curve: Curve; colour: string; x: (at: number) => number; y: (value: number) => number }) {
  const runs = runsOf<CurvePoint>(curve.points)
  const last = runs.at(-1)?.at(-1)
  return (
    <g style={{ color: colour }}>
      {runs.map((run, place) => {
        const upper = run.map(({ at, point }): [number, number] => [x(at), y(point.high ?? point.value)])
        const lower = run.map(({ at, point }): [number, number] => [x(at), y(point.low ?? point.value)]).reverse()
        return (
          <g key={place}>
            <path className={styles.band} d={`${smooth(upper)}${smooth(lower).replace('M', 'L')}Z`} />
            <path className={styles.line} d={smooth(run.map(({ at, point }) => [x(at), y(point.value)]))} strokeDasharray={curve.dashed ? '6 5' : undefined} />
            {run.map(({ at, point }) => <circle key={at} cx={x(at)} cy={y(point.value)} r={4} fill="currentColor"><title>{point.title}</title></circle>)}
          </g>
        )
      })}
      {last && <text className={styles.name} x={x(last.at) + 10} y={y(last.point.value) + 4}>{curve.name}</text>}
    </g>
  )
}
