import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Button, Modal, Textarea, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ask, Problem, useLanguage } from '@tropa/ui'
import { useState } from 'react'
import { projectsQuery, type Project } from '../../maps'
import styles from './HomePage.module.css'

/** The projects of the workspace, with a way to begin one. */
export function Projects({ may }: { may: boolean }) {
  const { t } = useLingui()
  const [opened, open] = useState(false)
  const { data: projects = [] } = useQuery(projectsQuery)
  return (
    <section>
      <h2 className={styles.heading}>
        <Trans>Projects</Trans>
        {may && <ActionIcon variant="subtle" aria-label={t`New project`} onClick={() => open(true)}><IconPlus size={18} aria-hidden /></ActionIcon>}
      </h2>
      {projects.length === 0 && <p className={styles.quiet}><Trans>A project holds maps that share personas, touchpoints and channels.</Trans></p>}
      <ul className={styles.list}>
        {projects.map((one) => (
          <li key={one.id}>
            <Link className={styles.project} to="/projects/$projectId" params={{ projectId: one.id }}>
              <span>{one.title}</span><span className="numbers">{one.maps}</span>
            </Link>
          </li>
        ))}
      </ul>
      {opened && <NewProject onClose={() => open(false)} />}
    </section>
  )
}

function NewProject({ onClose }: { onClose: () => void }) {
  const { t } = useLingui()
  const { language } = useLanguage()
  const queries = useQueryClient()
  const [title, setTitle] = useState('')
  const [description, setDescription] = useState('')
  const make = useMutation({
    mutationFn: () => ask<Project>('/api/projects', { method: 'POST', body: { title, description, language } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['projects'] }).then(onClose),
  })
  return (
    <Modal opened onClose={onClose} title={t`New project`} closeButtonProps={{ 'aria-label': t`Close` }}>
      <form onSubmit={(event) => { event.preventDefault(); make.mutate() }}>
        <TextInput label={t`Title`} required value={title} onChange={(event) => setTitle(event.currentTarget.value)} data-autofocus maxLength={200} />
        <Textarea label={t`What it is about`} mt="md" value={description} onChange={(event) => setDescription(event.currentTarget.value)} maxLength={2000} autosize minRows={2} />
        {make.error && <Problem error={make.error} />}
        <Button type="submit" mt="lg" loading={make.isPending}><Trans>Create</Trans></Button>
      </form>
    </Modal>
  )
}
