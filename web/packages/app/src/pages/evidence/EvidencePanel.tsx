import { Trans, useLingui } from '@lingui/react/macro'
import { Button, UnstyledButton } from '@mantine/core'
import { IconArrowLeft, IconChartDots3, IconHelpCircle, IconSnowflake, IconSnowflakeOff } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { GradeRing, IntervalBar, useGradeWords } from '@tropa/charts'
import { Answer, Empty, say, sayProblem, useFormats, useLanguage } from '@tropa/ui'
import { lazy, Suspense, useEffect, useState } from 'react'
import { evidenceQuery, freeze, mapWordsQuery, type EvidenceState, type MapWords } from './api'
import { amount } from './kinds'
import { PanelFrame } from './PanelFrame'
import styles from './Panel.module.css'
import { cardWords } from './places'
import { exploreOf, numberText, unitOf } from './record'
import { Refresh } from './Refresh'
import { useMapRole } from './role'
import { StateSign } from './StateSign'

const WhyDialog = lazy(() => import('./WhyDialog'))

interface Props {
  mapId: string
  /** The record shown; all records of the map where it is null. */
  evidenceId: string | null
  /** Shuts the panel; called when its question is opened in Explore. */
  onClose?: () => void
}

/** What the numbers of a map rest on: one record whole, or all of them. */
export function EvidencePanel({ mapId, evidenceId, onClose }: Props) {
  const { language } = useLanguage()
  const [id, choose] = useState<string | null>(evidenceId)
  useEffect(() => choose(evidenceId), [evidenceId])
  const all = useQuery(evidenceQuery(mapId, language))
  const map = useQuery(mapWordsQuery(mapId)).data
  const { edits } = useMapRole(mapId)
  return (
    <PanelFrame foot={edits ? <Refresh mapId={mapId} compact /> : undefined}>
      <Answer of={all}>
        {(found) => {
          const one = found.find((state) => state.evidence.id === id)
          if (!one) return <EvidenceList all={found} map={map} lost={id !== null} onChoose={choose} />
          return (
            <>
              <Button variant="subtle" size="compact-sm" ml={-8} mb="sm" style={{ alignSelf: 'start' }} leftSection={<IconArrowLeft size={14} aria-hidden />} onClick={() => choose(null)}><Trans>All evidence</Trans></Button>
              <One mapId={mapId} state={one} map={map} edits={edits} {...(onClose ? { onClose } : {})} />
            </>
          )
        }}
      </Answer>
    </PanelFrame>
  )
}

export default EvidencePanel

const raised = (words: string) => words.charAt(0).toLocaleUpperCase() + words.slice(1)

const nameOf = ({ evidence, cards }: EvidenceState, map: MapWords | undefined) => raised(cardWords(map, cards[0]) || (evidence.definition.split(/[.;]/)[0] ?? '')) || evidence.question

function EvidenceList({ all, map, lost, onChoose }: { all: EvidenceState[]; map: MapWords | undefined; lost: boolean; onChoose: (id: string) => void }) {
  const { t } = useLingui()
  const { language } = useLanguage()
  const order = { broken: 0, stale: 1, fresh: 2, frozen: 3 }
  const sorted = [...all].sort((a, b) => order[a.state] - order[b.state])
  if (all.length === 0) return <Empty title={t`No evidence yet`}><Trans>Cards from Explore and drafted maps keep the question behind their number here.</Trans></Empty>
  return (
    <>
      {lost && <p className={styles.quiet}><Trans>The map has this record no more. These are all it has.</Trans></p>}
      <ul className={styles.list}>
        {sorted.map((one) => (
          <li key={one.evidence.id}>
            <UnstyledButton className={styles.row} onClick={() => onChoose(one.evidence.id)}>
              <GradeRing grade={one.evidence.grade} size={24} />
              <span className={styles.words}>
                <span>{nameOf(one, map)}</span>
                <span className={styles.quiet}>{numberText({ ...one.evidence, unit: unitOf(one.evidence, map) }, language)}</span>
              </span>
              {one.state !== 'fresh' && <StateSign state={one.state} />}
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </>
  )
}

/** One record: value, n, interval, grade, definition, date, how it stands; why, freeze, Explore. */
function One({ mapId, state, map, edits, onClose }: { mapId: string; state: EvidenceState; map: MapWords | undefined; edits: boolean; onClose?: () => void }) {
  const { t } = useLingui()
  const { language } = useLanguage()
  const formats = useFormats()
  const grades = useGradeWords()
  const [asking, ask] = useState(false)
  const { evidence } = state
  const { value, low, high, n } = evidence
  const unit = unitOf(evidence, map)
  const number = numberText({ value, low, high, unit }, language)
  const there = exploreOf(evidence)
  return (
    <>
      <h3 className={styles.name}>{nameOf(state, map)}</h3>
      {value !== null && value !== undefined && <p className={styles.value}>{amount(value, unit, language)}</p>}
      {typeof value === 'number' && typeof low === 'number' && typeof high === 'number' && (
        <>
          <IntervalBar value={value} low={low} high={high} share={unit === 'share'} label={t`Interval: ${number}`} />
          <p className={styles.quiet}><Trans>With 95 % confidence from {amount(low, unit, language)} to {amount(high, unit, language)}</Trans></p>
        </>
      )}
      {typeof n === 'number' && <p className={styles.quiet}>n = {formats.number(n)}</p>}
      <div className={styles.grade}><GradeRing grade={evidence.grade} size={40} /><span>{grades[evidence.grade]}</span></div>
      <dl className={styles.facts}>
        <div><dt><Trans>Definition</Trans></dt><dd>{evidence.definition}</dd></div>
        <div><dt><Trans>Asked on</Trans></dt><dd>{formats.day(evidence.asked)}</dd></div>
        <div><dt><Trans>State</Trans></dt><dd><StateSign state={state.state} reason={state.reason} /></dd></div>
      </dl>
      <div className={styles.actions}>
        <Button leftSection={<IconHelpCircle size={16} aria-hidden />} onClick={() => ask(true)}><Trans>Why?</Trans></Button>
        {there && (
          <Button variant="default" component={Link} to={`/explore/${there.question}`} search={there.search as never} preload={false} onClick={onClose} leftSection={<IconChartDots3 size={16} aria-hidden />}>
            <Trans>Open in Explore</Trans>
          </Button>
        )}
        {edits && <Freeze mapId={mapId} id={evidence.id} frozen={evidence.frozen} />}
      </div>
      {asking && <Suspense fallback={null}><WhyDialog mapId={mapId} evidenceId={evidence.id} title={nameOf(state, map)} onClose={() => ask(false)} /></Suspense>}
    </>
  )
}

function Freeze({ mapId, id, frozen }: { mapId: string; id: string; frozen: boolean }) {
  const { t } = useLingui()
  const queries = useQueryClient()
  const turn = useMutation({
    mutationFn: () => freeze(mapId, id, !frozen),
    onSuccess: () => {
      say(frozen ? t`The number is asked again from now on` : t`The number stays as it is`)
      for (const key of [['evidence', mapId], ['why', mapId], ['map', mapId]]) void queries.invalidateQueries({ queryKey: key })
    },
    onError: sayProblem,
  })
  return (
    <Button variant="default" loading={turn.isPending} aria-pressed={frozen} leftSection={frozen ? <IconSnowflakeOff size={16} aria-hidden /> : <IconSnowflake size={16} aria-hidden />} onClick={() => turn.mutate()}>
      {frozen ? <Trans>Unfreeze</Trans> : <Trans>Freeze</Trans>}
    </Button>
  )
}
