import { useLingui } from '@lingui/react/macro'
import { CURVES, emotionText, lanesOf, measureText, STATUS_WORDS, stagesInOrder } from '@tropa/grid'
import { plainText, type MapDocument } from '@tropa/model'
import { useMemo } from 'react'
import { feelingOf, type Column, type Row } from './table-rows'

export interface Choice { value: string; label: string }

/** What the table calls its columns, says in its cells, and offers where one chooses. */
export function useTableWords(map: MapDocument) {
  const { t, i18n } = useLingui()
  return useMemo(() => {
    const titles: Record<Column, string> = {
      stage: t`Stage`, lane: t`Lane`, body: t`Card`, detail: t`Detail`, persona: t`Persona`, feeling: t`Feeling`, number: t`Number`, grade: t`Evidence`,
      status: t`Status`, owner: t`Owner`, due: t`Due`, tags: t`Tags`,
    }
    const day = new Intl.DateTimeFormat(map.language, { day: 'numeric', month: 'short', year: 'numeric' })
    const shown = (row: Row, column: Column): string => {
      const { card } = row
      switch (column) {
        case 'stage': return row.stage.title
        case 'lane': return row.lane.title
        case 'body': return plainText(card.body)
        case 'persona': return row.persona
        case 'feeling': { const felt = feelingOf(card); return felt === null ? '' : emotionText(felt, map.language) }
        case 'number': return card.measure ? measureText(card.measure, map.language) : ''
        case 'grade': return row.grade
        case 'status': return card.status ? i18n._(STATUS_WORDS[card.status]) : ''
        case 'due': return card.due ? day.format(new Date(card.due)) : ''
        case 'tags': return card.tags.join(', ')
        default: return card[column]
      }
    }
    const choices = (column: Column): Choice[] => {
      const none = { value: '', label: '—' }
      if (column === 'stage') return stagesInOrder(map.stages).map((one) => ({ value: one.id, label: one.title }))
      if (column === 'lane') return lanesOf(map).filter((one) => !CURVES.has(one.kind)).map((one) => ({ value: one.id, label: one.title }))
      if (column === 'persona') return [{ ...none, label: t`everybody’s` }, ...map.personas.map((one) => ({ value: one.id, label: one.name }))]
      return [none, ...Object.entries(STATUS_WORDS).map(([value, words]) => ({ value, label: i18n._(words) }))]
    }
    return { titles, shown, choices }
  }, [map, t, i18n])
}
