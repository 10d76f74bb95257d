import { Trans, useLingui } from '@lingui/react/macro'
import { Badge, Button, Group } from '@mantine/core'
import { IconFolder } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { Answer, ask, confirm, Empty, PageHeader, say, sayProblem } from '@tropa/ui'
import { useState } from 'react'
import { Gallery } from '../../MapCard'
import { projectsQuery, type MapSummary } from '../../maps'
import { useMay } from '../../session'
import { EditProject } from './EditProject'

interface Named {
  id: string
  name?: string
  title?: string
}

/** A project with its maps and what they share. */
export interface ProjectDetail {
  id: string
  title: string
  description: string
  personas: Named[]
  touchpoints: Named[]
  channels: Named[]
  metrics: Named[]
  maps: MapSummary[]
}

/** The maps of one undertaking, and the personas, touchpoints, channels and metrics they have in common. */
export default function ProjectPage() {
  const { projectId } = useParams({ strict: false }) as { projectId: string }
  const project = useQuery({ queryKey: ['maps', 'of-project', projectId], queryFn: () => ask<ProjectDetail>(`/api/projects/${projectId}`) })
  return <Answer of={project}>{(found) => <Found project={found} />}</Answer>
}

function Found({ project }: { project: ProjectDetail }) {
  const { t } = useLingui()
  const editor = useMay('editor')
  const owner = useMay('owner')
  const navigate = useNavigate()
  const queries = useQueryClient()
  const projects = useQuery(projectsQuery).data ?? []
  const [editing, edit] = useState(false)
  async function remove() {
    if (!await confirm({ title: t`Delete the project “${project.title}”?`, body: t`Its maps stay; they belong to no project then.`, action: t`Delete the project`, grave: true })) return
    try {
      await ask(`/api/projects/${project.id}`, { method: 'DELETE' })
      await queries.invalidateQueries({ queryKey: ['projects'] })
      say(t`The project is deleted`)
      void navigate({ to: '/' })
    } catch (error) {
      sayProblem(error)
    }
  }
  return (
    <>
      <PageHeader
        title={project.title} lead={project.description}
        actions={
          <>
            {editor && <Button variant="default" onClick={() => edit(true)}><Trans>Edit</Trans></Button>}
            {owner && <Button variant="default" c="var(--bad)" onClick={() => void remove()}><Trans>Delete</Trans></Button>}
          </>
        }
      />
      <h2 className="only-spoken"><Trans>Maps</Trans></h2>
      {project.maps.length === 0
        ? <Empty icon={<IconFolder size={40} />} title={t`No maps in this project yet`}><Trans>Move a map here from its menu in the list of all maps.</Trans></Empty>
        : <Gallery maps={project.maps} projects={projects} mayEdit={editor} />}
      <Shared title={t`Personas`} things={project.personas} />
      <Shared title={t`Touchpoints`} things={project.touchpoints} />
      <Shared title={t`Channels`} things={project.channels} />
      <Shared title={t`Metrics`} things={project.metrics} />
      {editing && <EditProject project={project} onClose={() => edit(false)} />}
    </>
  )
}

function Shared({ title, things }: { title: string; things: Named[] }) {
  if (things.length === 0) return null
  return (
    <section style={{ marginTop: 'var(--space-40)' }}>
      <h2><Trans>Shared: {title}</Trans></h2>
      <Group gap="sm">{things.map((one) => <Badge key={one.id} variant="default" tt="none" size="lg" fw={500}>{one.name ?? one.title ?? one.id}</Badge>)}</Group>
    </section>
  )
}
