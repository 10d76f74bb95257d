import { Trans, useLingui } from '@lingui/react/macro'
import { useTools } from '@tropa/grid'
import { ActionIcon } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { Empty, Loading } from '@tropa/ui'
import { lazy, Suspense, useEffect, useRef, type ComponentType } from 'react'
import { ChecksPanel } from './ChecksPanel'
import { CommentsPanel } from './CommentsPanel'
import type { Beside, Panel } from './page-state'
import { VersionsPanel } from './VersionsPanel'
import { WorkshopPanel } from './WorkshopPanel'
import styles from './Side.module.css'

interface OtherProps { mapId: string; evidenceId?: string | null; evidence?: string | null; mayEdit?: boolean; onClose?: () => void }

const others = import.meta.glob<Record<string, ComponentType<OtherProps>>>(['../evidence/EvidencePanel.tsx', '../evidence/ProposalsPanel.tsx'])

const other = (name: string) => {
  const load = others[`../evidence/${name}.tsx`]
  return load && lazy(async () => {
    const found = await load()
    return { default: (found[name] ?? found['default'])! }
  })
}

const EvidencePanel = other('EvidencePanel')
const ProposalsPanel = other('ProposalsPanel')

/** What is open beside the grid; Esc shuts it, and the focus goes back to the map. */
export function Side({ beside, open }: { beside: Beside; open: (beside: Partial<Beside>) => void }) {
  const { t } = useLingui()
  const root = useRef<HTMLElement>(null)
  const panel = beside.panel!
  const titles: Record<Panel, string> = {
    comments: t`Comments`, versions: t`Versions`, checks: t`Checks`, proposals: t`Proposals`, evidence: t`Why?`, workshop: t`Workshop`,
  }
  const shut = () => {
    open({ panel: null, about: null, evidence: null, thread: null })
    document.querySelector<HTMLElement>('[role="grid"] [tabindex="0"]')?.focus()
  }
  useEffect(() => root.current?.focus({ preventScroll: true }), [panel])
  return (
    <aside ref={root} className={styles.side} tabIndex={-1} aria-label={titles[panel]} onKeyDown={(event) => { if (event.key === 'Escape' && !event.defaultPrevented) shut() }}>
      <header className={styles.head}>
        <h2>{titles[panel]}</h2>
        <ActionIcon variant="subtle" color="gray" aria-label={t`Close`} onClick={shut}><IconX size={18} aria-hidden /></ActionIcon>
      </header>
      <div className={styles.body}><Suspense fallback={<Loading />}><Content beside={beside} open={open} shut={shut} /></Suspense></div>
    </aside>
  )
}

function Content({ beside, open, shut }: { beside: Beside; open: (beside: Partial<Beside>) => void; shut: () => void }) {
  const { t } = useLingui()
  const { host } = useTools()
  const { mapId } = host.session
  const more = { mapId, mayEdit: host.may.edit, onClose: shut }
  switch (beside.panel) {
    case 'comments': return <CommentsPanel beside={beside} open={open} />
    case 'versions': return <VersionsPanel />
    case 'checks': return <ChecksPanel />
    case 'workshop': return <WorkshopPanel />
    case 'proposals': return ProposalsPanel ? <ProposalsPanel {...more} /> : <Empty title={t`No proposals`}><Trans>New numbers wait here until somebody accepts them.</Trans></Empty>
    default: return EvidencePanel && beside.evidence ? <EvidencePanel key={beside.evidence} {...more} evidenceId={beside.evidence} evidence={beside.evidence} /> : <Record evidence={beside.evidence} />
  }
}

/** What the map itself keeps of a record, where the panel with its picture is not there. */
function Record({ evidence }: { evidence: string | null }) {
  const { t } = useLingui()
  const record = useTools().host.session.document().evidence.find((one) => one.id === evidence)
  if (!record) return <Empty title={t`There is no such record`} />
  return <p>{record.definition}</p>
}
