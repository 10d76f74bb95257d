import { Trans, useLingui } from '@lingui/react/macro'
import { Button, FileInput, Group, Modal, Select, Tabs, TextInput } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { LANGUAGES, Problem, say, useLanguage } from '@tropa/ui'
import { useState } from 'react'
import { importMap, makeMap, projectsQuery, templatesQuery, type MapMade } from '../../maps'

/** A new map: blank, from a template, from data, or from a file of another tool. */
export default function NewMapDialog({ onClose }: { onClose: () => void }) {
  const { t } = useLingui()
  return (
    <Modal opened onClose={onClose} title={t`New map`} size="lg" closeButtonProps={{ 'aria-label': t`Close` }}>
      <Tabs defaultValue="template" keepMounted={false}>
        <Tabs.List mb="lg">
          <Tabs.Tab value="template"><Trans>From a template</Trans></Tabs.Tab>
          <Tabs.Tab value="blank"><Trans>Blank</Trans></Tabs.Tab>
          <Tabs.Tab value="data"><Trans>From data</Trans></Tabs.Tab>
          <Tabs.Tab value="file"><Trans>From a file</Trans></Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="template"><Written withTemplate /></Tabs.Panel>
        <Tabs.Panel value="blank"><Written /></Tabs.Panel>
        <Tabs.Panel value="data"><FromData /></Tabs.Panel>
        <Tabs.Panel value="file"><FromFile /></Tabs.Panel>
      </Tabs>
    </Modal>
  )
}

/** Opens the map that was made. */
function useOpen() {
  const navigate = useNavigate()
  const queries = useQueryClient()
  return ({ map, notices }: MapMade) => {
    void queries.invalidateQueries({ queryKey: ['maps'] })
    for (const notice of notices.slice(0, 3)) say(notice)
    void navigate({ to: '/maps/$mapId', params: { mapId: map.id } })
  }
}

function Written({ withTemplate = false }: { withTemplate?: boolean }) {
  const { t } = useLingui()
  const { language: spoken } = useLanguage()
  const [title, setTitle] = useState('')
  const [language, setLanguage] = useState<string>(spoken)
  const [template, setTemplate] = useState<string | null>(null)
  const [project, setProject] = useState<string | null>(null)
  const projects = useQuery(projectsQuery).data ?? []
  const templates = useQuery(templatesQuery(spoken)).data ?? []
  const about = templates.find((one) => one.id === template)
  const make = useMutation({
    mutationFn: () => makeMap({
      language, ...(title ? { title } : {}), ...(withTemplate && template ? { template } : {}), ...(project ? { project } : {}),
    }),
    onSuccess: useOpen(),
  })
  return (
    <form onSubmit={(event) => { event.preventDefault(); make.mutate() }}>
      {withTemplate && (
        <Select label={t`Template`} required searchable data={templates.map((one) => ({ value: one.id, label: one.title }))} value={template} onChange={setTemplate}
          description={about ? `${about.about} ${about.stages.join(' → ')}` : t`Stages, lanes and examples of a trade or a method`} inputWrapperOrder={['label', 'input', 'description', 'error']} mb="md" />
      )}
      <TextInput label={t`Title, in the customer’s voice`} placeholder={t`I choose a film for the evening`} value={title} onChange={(event) => setTitle(event.currentTarget.value)} maxLength={300} data-autofocus />
      <Group grow mt="md">
        <Select label={t`Language of the map`} allowDeselect={false} data={Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))} value={language} onChange={(value) => setLanguage(value ?? spoken)} />
        <Select label={t`Project`} clearable placeholder={t`none`} data={projects.map((one) => ({ value: one.id, label: one.title }))} value={project} onChange={setProject} />
      </Group>
      {make.error && <Problem error={make.error} />}
      <Button type="submit" mt="lg" loading={make.isPending} disabled={withTemplate && !template}><Trans>Create the map</Trans></Button>
    </form>
  )
}

function FromData() {
  return (
    <>
      <p><Trans>Give a file with what customers did or said. Tropa recognises it, proposes stages, and drafts a map per segment with numbers, barriers and quotes.</Trans></p>
      <Button component={Link} to="/tour"><Trans>Choose a file</Trans></Button>
    </>
  )
}

function FromFile() {
  const { t } = useLingui()
  const [file, setFile] = useState<File | null>(null)
  const read = useMutation({ mutationFn: importMap, onSuccess: useOpen() })
  return (
    <form onSubmit={(event) => { event.preventDefault(); if (file) read.mutate(file) }}>
      <FileInput label={t`A map made elsewhere`} description={t`Tropa’s JSON, an Excel or CSV table, Mermaid, CJML, OpenJourney`} value={file} onChange={setFile} required
        leftSection={<IconFileImport size={16} aria-hidden />} placeholder={t`Choose a file`} clearable clearButtonProps={{ 'aria-label': t`Clear` }} />
      {read.error && <Problem error={read.error} />}
      <Button type="submit" mt="lg" disabled={!file} loading={read.isPending}><Trans>Import</Trans></Button>
    </form>
  )
}
