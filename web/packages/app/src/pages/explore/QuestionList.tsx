import { Link } from '@tanstack/react-router'
import {
  IconArrowsSplit, IconArrowsShuffle, IconBarrierBlock, IconBolt, IconCalendarStats, IconChartHistogram, IconCoins, IconDoorEnter, IconFilter, IconFlask, IconGauge,
  IconGitBranch, IconGridDots, IconHierarchy, IconHourglass, IconListNumbers, IconMoodSmile, IconRepeat, IconRoute, IconScale, IconStairs, IconTargetArrow,
  IconTrendingUp, IconUserScan, IconUsersGroup, IconVersions, type Icon,
} from '@tabler/icons-react'
import type { Vocabulary } from '../evidence/api'
import { toSearch } from './address'
import styles from './Explore.module.css'
import { GROUPS, type QuestionName } from './questions'
import { starting } from './starting'
import { useGroupWords, useQuestionWords } from './words'

const ICONS: Record<QuestionName, Icon> = {
  flow: IconHierarchy, paths: IconArrowsSplit, variants: IconListNumbers, 'step-matrix': IconGridDots, representatives: IconRoute, conformance: IconTargetArrow,
  funnel: IconFilter, outcome: IconDoorEnter, survival: IconHourglass, attribution: IconCoins, stages: IconStairs, reach: IconChartHistogram, emotion: IconMoodSmile,
  barriers: IconBarrierBlock, moments: IconBolt, decision: IconGitBranch, retention: IconCalendarStats, 'repeat-visits': IconRepeat, sessions: IconVersions,
  compare: IconScale, segments: IconUsersGroup, portrait: IconUserScan, drift: IconTrendingUp, metric: IconGauge, 'before-after': IconArrowsShuffle, experiment: IconFlask,
}

/** All questions, by what they are about, each with a first set of parameters. */
export function QuestionList({ vocabulary }: { vocabulary: Vocabulary }) {
  const groups = useGroupWords()
  const words = useQuestionWords()
  return (
    <div className={styles.groups}>
      {Object.entries(GROUPS).map(([group, questions]) => (
        <section key={group}>
          <h2 className={styles.group}>{groups[group as keyof typeof GROUPS]}</h2>
          <ul className={styles.questions}>
            {questions.map((one) => {
              const Sign = ICONS[one]
              return (
                <li key={one}>
                  <Link className={styles.question} to="/explore/$question" params={{ question: one }} preload={false}
                    search={toSearch({ parameters: starting(one, vocabulary), view: 'picture', beside: null }) as never}>
                    <Sign size={24} stroke={1.5} aria-hidden />
                    <span><strong>{words[one].title}</strong><span>{words[one].about}</span></span>
                  </Link>
                </li>
              )
            })}
          </ul>
        </section>
      ))}
    </div>
  )
}
