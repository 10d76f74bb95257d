import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Modal, Select, Textarea } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Answer, Problem, say, useLanguage } from '@tropa/ui'
import { useState } from 'react'
import { mapsQuery, type MapSummary } from '../../maps'
import { mapWordsQuery, vocabularyQuery, type QuestionAnswer } from '../evidence/api'
import { amount } from '../evidence/kinds'
import { named } from '../evidence/names'
import { laneWordsOf, living } from '../evidence/places'
import { useTitles } from '../evidence/words'
import { bind } from './api'
import type { Parameters } from './address'
import type { QuestionName } from './questions'

interface Props {
  question: QuestionName
  parameters: Parameters
  answer: QuestionAnswer
  onClose: () => void
}

const mayEdit = (map: MapSummary) => map.role === 'editor' || map.role === 'owner'

/** Puts a number of the answer on a map, as a card that keeps its question and can be asked again. */
export default function AddToMap(props: Props) {
  const { t } = useLingui()
  const maps = useQuery(mapsQuery())
  return (
    <Modal opened onClose={props.onClose} title={t`Add to a map`} size="lg" closeButtonProps={{ 'aria-label': t`Close` }}>
      <Answer of={maps}>
        {(all) => {
          const mine = all.filter(mayEdit)
          return mine.length === 0 ? <p><Trans>There is no map yet that you may edit. Make one on the page “Maps”, then come back.</Trans></p> : <Form {...props} maps={mine} />
        }}
      </Answer>
    </Modal>
  )
}

function Form({ question, parameters, answer, maps, onClose }: Props & { maps: MapSummary[] }) {
  const { t } = useLingui()
  const { language } = useLanguage()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [mapId, setMap] = useState<string>(maps[0]!.id)
  const [measure, setMeasure] = useState<string>(answer.measures.find((one) => one.main)?.measure ?? answer.measures[0]?.measure ?? '')
  const [stage, setStage] = useState<string | null>(null)
  const [lane, setLane] = useState<string | null>('metrics')
  const [body, setBody] = useState('')
  const words = useQuery(mapWordsQuery(mapId)).data
  const titles = useTitles(useQuery(vocabularyQuery(language)).data)
  const lanes = laneWordsOf(words, t`Metrics`)
  const put = useMutation({
    mutationFn: () => bind(mapId, { question, parameters, measure, stage: stage ?? '', lane: lane ?? '', body }),
    onSuccess: ({ card }) => {
      say(t`The card is on the map`)
      for (const key of ['evidence', 'map-words', 'maps']) void queries.invalidateQueries({ queryKey: [key] })
      onClose()
      void navigate({ to: '/maps/$mapId', params: { mapId }, search: { at: card } as never })
    },
  })
  const numbers = answer.measures.map((one) => ({ value: one.measure, label: `${named(one.title.replaceAll(' > ', ' → '), titles)} — ${amount(one.value, one.unit, language)}` }))
  const measured = [...new Map(numbers.map((one) => [one.value, one])).values()]
  return (
    <form onSubmit={(event) => { event.preventDefault(); put.mutate() }}>
      <Select label={t`Which number`} searchable allowDeselect={false} required limit={100} data={measured} value={measure} onChange={(one) => setMeasure(one ?? measure)} nothingFoundMessage={t`Nothing found`} />
      <Select label={t`Map`} mt="md" allowDeselect={false} required data={maps.map((one) => ({ value: one.id, label: one.title }))} value={mapId} onChange={(one) => { setMap(one ?? mapId); setStage(null) }} />
      <Select label={t`Stage`} mt="md" required data={living(words?.stages).map((one) => ({ value: one.id, label: one.title }))} value={stage} onChange={setStage} />
      <Select label={t`Lane`} mt="md" required data={lanes} value={lane} onChange={setLane} />
      <Textarea label={t`Words on the card`} description={t`The name of the number, where this is empty`} mt="md" value={body} onChange={(event) => setBody(event.currentTarget.value)} maxLength={2000} autosize minRows={2} />
      {put.error && <Problem error={put.error} />}
      <Button type="submit" mt="lg" loading={put.isPending} disabled={!stage || !lane || !measure}><Trans>Add the card</Trans></Button>
    </form>
  )
}
