import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Modal, Select } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Answer, LANGUAGES, PageHeader, Problem, useLanguage } from '@tropa/ui'
import { useState } from 'react'
import { makeMap, templatesQuery, type Template } from '../../maps'
import { useMay } from '../../session'
import styles from './TemplatesPage.module.css'

/** The templates a map can begin with, each with its stages. */
export default function TemplatesPage() {
  const { t } = useLingui()
  const { language } = useLanguage()
  const templates = useQuery(templatesQuery(language))
  const [looked, look] = useState<Template | null>(null)
  return (
    <>
      <PageHeader title={t`Templates`} lead={t`Stages, lanes and examples to begin with. All they say is an example and is marked so, until you put your customers’ words and numbers in its place.`} />
      <Answer of={templates}>
        {(all) => (
          <ul className={styles.gallery}>
            {all.map((one) => (
              <li key={one.id}>
                <button type="button" className={styles.card} onClick={() => look(one)}>
                  <Stages names={one.stages} />
                  <span className={styles.title}>{one.title}</span>
                  <span className={styles.about}>{one.about}</span>
                </button>
              </li>
            ))}
          </ul>
        )}
      </Answer>
      {looked && <Preview template={looked} onClose={() => look(null)} />}
    </>
  )
}

function Stages({ names }: { names: string[] }) {
  return <span className={styles.stages} aria-hidden>{names.map((name) => <span key={name} className={styles.stage}>{name}</span>)}</span>
}

function Preview({ template, onClose }: { template: Template; onClose: () => void }) {
  const { t } = useLingui()
  const { language: spoken } = useLanguage()
  const [language, setLanguage] = useState<string>(spoken)
  const may = useMay('editor')
  const navigate = useNavigate()
  const queries = useQueryClient()
  const make = useMutation({
    mutationFn: () => makeMap({ template: template.id, language }),
    onSuccess: ({ map }) => {
      void queries.invalidateQueries({ queryKey: ['maps'] })
      void navigate({ to: '/maps/$mapId', params: { mapId: map.id } })
    },
  })
  const languages = Object.entries(LANGUAGES).filter(([code]) => template.languages.includes(code))
  return (
    <Modal opened onClose={onClose} title={template.title} size="lg" closeButtonProps={{ 'aria-label': t`Close` }}>
      <p className={styles.lead}>{template.about}</p>
      <h3><Trans>Stages</Trans></h3>
      <ol className={styles.path}>{template.stages.map((name) => <li key={name}>{name}</li>)}</ol>
      {template.personas.length > 0 && <><h3><Trans>Personas</Trans></h3><p>{template.personas.join(', ')}</p></>}
      {may && (
        <div className={styles.begin}>
          <Select label={t`Language of the map`} allowDeselect={false} data={languages.map(([value, label]) => ({ value, label }))} value={language} onChange={(value) => setLanguage(value ?? spoken)} />
          <Button onClick={() => make.mutate()} loading={make.isPending}><Trans>Begin with this</Trans></Button>
        </div>
      )}
      {make.error && <Problem error={make.error} />}
    </Modal>
  )
}
