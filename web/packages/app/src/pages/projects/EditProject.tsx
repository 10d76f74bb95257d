import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Modal, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ask, Problem } from '@tropa/ui'
import { useState } from 'react'

/** The title of a project and what it is about. */
export function EditProject({ project, onClose }: { project: { id: string; title: string; description: string }; onClose: () => void }) {
  const { t } = useLingui()
  const queries = useQueryClient()
  const [title, setTitle] = useState(project.title)
  const [description, setDescription] = useState(project.description)
  const save = useMutation({
    mutationFn: () => ask(`/api/projects/${project.id}`, { method: 'PATCH', body: { title, description } }),
    onSuccess: () => Promise.all(['maps', 'projects'].map((key) => queries.invalidateQueries({ queryKey: [key] }))).then(onClose),
  })
  return (
    <Modal opened onClose={onClose} title={t`The project`} closeButtonProps={{ 'aria-label': t`Close` }}>
      <form onSubmit={(event) => { event.preventDefault(); save.mutate() }}>
        <TextInput label={t`Title`} required value={title} onChange={(event) => setTitle(event.currentTarget.value)} maxLength={300} data-autofocus />
        <Textarea label={t`What it is about`} mt="md" value={description} onChange={(event) => setDescription(event.currentTarget.value)} maxLength={4000} autosize minRows={2} />
        {save.error && <Problem error={save.error} />}
        <Button type="submit" mt="lg" loading={save.isPending}><Trans>Save</Trans></Button>
      </form>
    </Modal>
  )
}
