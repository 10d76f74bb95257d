import { Trans } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Answer, useFormats, useLanguage } from '@tropa/ui'
import { definitionQuery, stagesOf } from './tour'
import styles from './TourPage.module.css'

/** The stages that are proposed for the journeys in the data. */
export function StagesStep({ over, onAgreed }: { over: boolean; onAgreed: () => void }) {
  const { language } = useLanguage()
  const { list } = useFormats()
  const definition = useQuery(definitionQuery)
  return (
    <Answer of={definition}>
      {(found) => (
        <>
          <p className={styles.quiet}><Trans>Proposed from the order in which customers meet your touchpoints. You can rename and move them now or later, on the map too.</Trans></p>
          <ol className={styles.stages}>
            {stagesOf(found, language).map((one) => (
              <li key={one.id} className={styles.stage}><strong>{one.title}</strong>{list(one.touchpoints.slice(0, 4))}</li>
            ))}
          </ol>
          {!over && (
            <div className={styles.stages}>
              <Button onClick={onAgreed}><Trans>Draft the map</Trans></Button>
              <Button component={Link} to="/data/stages" variant="default"><Trans>Change the stages</Trans></Button>
            </div>
          )}
        </>
      )}
    </Answer>
  )
}
