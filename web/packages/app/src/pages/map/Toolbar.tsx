import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { COMMANDS, useDocument, useGrid, useTools, type Look } from '@tropa/grid'
import { ActionIcon, Badge, Button, Menu, SegmentedControl, Switch, Tooltip } from '@mantine/core'
import {
  IconArrowBackUp, IconArrowForwardUp, IconArrowsMaximize, IconDots, IconDownload, IconHistory, IconListCheck, IconMessage, IconMinus,
  IconPlus, IconPresentation, IconRefresh, IconSearch, IconShare, IconUsersGroup,
} from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useStatus } from '@tropa/sync'
import { lazy, Suspense, useState, type ComponentType, type ReactNode } from 'react'
import { mapAsks } from './api'
import { ExportItems } from './ExportItems'
import { FilterMenu } from './FilterMenu'
import { Peers } from './Peers'
import type { Beside, Panel } from './page-state'
import { SavedSign } from './SavedSign'
import styles from './Toolbar.module.css'

interface Props {
  beside: Beside
  open: (beside: Partial<Beside>) => void
  present: () => void
  showPeers: boolean
  setShowPeers: (shown: boolean) => void
  narrow: boolean
}

/** The deeds on a map, within reach; the palette (Ctrl+K) has them all. */
export function Toolbar({ beside, open, present, showPeers, setShowPeers, narrow }: Props) {
  const flip = (panel: Panel) => open(beside.panel === panel ? { panel: null } : { panel, about: null, thread: null })
  return (
    <div className={styles.bar}><div className={styles.deeds}>
      {!narrow && <Editing />}
      {!narrow && <LookSwitch />}
      {!narrow && <Zoom />}
      <FilterMenu />
      <span className={styles.space} />
      <SavedSign />
      <Peers shown={showPeers} />
      <Panels beside={beside} flip={flip} narrow={narrow} />
      {!narrow && <Button size="xs" className={styles.short} variant="default" leftSection={<IconPresentation size={16} aria-hidden />} onClick={present}><Trans>Present</Trans></Button>}
      <More flip={flip} present={present} showPeers={showPeers} setShowPeers={setShowPeers} narrow={narrow} />
    </div></div>
  )
}

const run = (id: string, hands: Parameters<(typeof COMMANDS)[number]['run']>[0]) => COMMANDS.find((one) => one.id === id)?.run(hands)

function Sign({ label, onClick, disabled, pressed, children }: { label: string; onClick: () => void; disabled?: boolean; pressed?: boolean; children: ReactNode }) {
  return (
    <Tooltip label={label} openDelay={400}>
      <ActionIcon variant={pressed ? 'light' : 'subtle'} color={pressed ? 'trail' : 'gray'} size="lg" className={styles.sign} aria-label={label} aria-pressed={pressed} disabled={disabled} onClick={onClick}>{children}</ActionIcon>
    </Tooltip>
  )
}

function Editing() {
  const { t } = useLingui()
  const { host, hands } = useTools()
  const { canUndo, canRedo } = useStatus(host.session)
  if (!host.may.edit) return null
  return (
    <div className={styles.group}>
      <Sign label={t`Undo (Ctrl+Z)`} disabled={!canUndo} onClick={() => hands.undo()}><IconArrowBackUp size={18} aria-hidden /></Sign>
      <Sign label={t`Redo (Ctrl+Shift+Z)`} disabled={!canRedo} onClick={() => hands.redo()}><IconArrowForwardUp size={18} aria-hidden /></Sign>
    </div>
  )
}

function LookSwitch() {
  const { t } = useLingui()
  const { host } = useTools()
  const look = useGrid((state) => state.look)
  const looks = [{ value: 'map', label: t`Map` }, { value: 'table', label: t`Table` }, { value: 'matrix', label: t`Matrix` }]
  return <SegmentedControl size="xs" aria-label={t`How the map is shown`} data={looks} value={look} onChange={(value) => host.store.dispatch({ kind: 'view', to: { look: value as Look } })} />
}

function Zoom() {
  const { t } = useLingui()
  const { hands } = useTools()
  const zoom = useGrid((state) => state.zoom)
  const look = useGrid((state) => state.look)
  if (look !== 'map') return null
  const share = `${Math.round(zoom * 100)} %`
  return (
    <div className={styles.group}>
      <Sign label={t`Smaller`} onClick={() => hands.zoom(-1)}><IconMinus size={16} aria-hidden /></Sign>
      <button type="button" className={styles.zoom} aria-label={t`Zoom ${share}; back to 100 %`} onClick={() => hands.zoom('whole')}>{share}</button>
      <Sign label={t`Larger`} onClick={() => hands.zoom(1)}><IconPlus size={16} aria-hidden /></Sign>
      <Sign label={t`The whole map (Ctrl+1)`} onClick={() => hands.zoom('fit')}><IconArrowsMaximize size={16} aria-hidden /></Sign>
    </div>
  )
}

function Panels({ beside, flip, narrow }: { beside: Beside; flip: (panel: Panel) => void; narrow: boolean }) {
  const { t } = useLingui()
  const { session } = useTools().host
  const talk = useQuery(mapAsks.comments(session.mapId)).data
  const proposals = useQuery(mapAsks.proposals(session.mapId)).data?.length ?? 0
  const unread = talk?.unread ?? 0
  const waiting = talk?.open ?? 0
  return (
    <div className={styles.group}>
      <span className={styles.counted}>
        <Sign label={unread ? t`Comments, ${unread} unread` : t`Comments, ${waiting} open`} pressed={beside.panel === 'comments'} onClick={() => flip('comments')}><IconMessage size={18} aria-hidden /></Sign>
        {waiting > 0 && <Badge size="xs" circle={waiting < 10} className={styles.count} color={unread ? 'red' : 'gray'} aria-hidden>{waiting}</Badge>}
      </span>
      {!narrow && <Sign label={t`Checks`} pressed={beside.panel === 'checks'} onClick={() => flip('checks')}><IconListCheck size={18} aria-hidden /></Sign>}
      {!narrow && (
        <span className={styles.counted}>
          <Sign label={t`Proposals`} pressed={beside.panel === 'proposals'} onClick={() => flip('proposals')}><IconRefresh size={18} aria-hidden /></Sign>
          {proposals > 0 && <Badge size="xs" circle={proposals < 10} className={styles.count} aria-hidden>{proposals}</Badge>}
        </span>
      )}
      {!narrow && <Sign label={t`Versions`} pressed={beside.panel === 'versions'} onClick={() => flip('versions')}><IconHistory size={18} aria-hidden /></Sign>}
      {!narrow && <Sign label={t`Workshop`} pressed={beside.panel === 'workshop'} onClick={() => flip('workshop')}><IconUsersGroup size={18} aria-hidden /></Sign>}
    </div>
  )
}

interface ShareProps { mapId: string; opened: boolean; onClose: () => void }
const shares = import.meta.glob<Record<string, ComponentType<ShareProps>>>('../share/ShareDialog.tsx')
const loadShare = Object.values(shares)[0]
const ShareDialog = loadShare && lazy(async () => {
  const found = await loadShare()
  return { default: (found['ShareDialog'] ?? found['default'])! }
})

function More({ flip, present, showPeers, setShowPeers, narrow }: Pick<Props, 'present' | 'showPeers' | 'setShowPeers' | 'narrow'> & { flip: (panel: Panel) => void }) {
  const { t } = useLingui()
  const { host, hands } = useTools()
  const [sharing, share] = useState(false)
  const owner = host.session.me.role === 'owner'
  return (
    <>
      {ShareDialog && owner && <Button size="xs" className={styles.short} leftSection={<IconShare size={16} aria-hidden />} onClick={() => share(true)}><Trans>Share</Trans></Button>}
      {!narrow && <Menu position="bottom-end" width={250}>
        <Menu.Target>
          <Button size="xs" className={styles.short} variant="default" leftSection={<IconDownload size={16} aria-hidden />}><Trans>Export</Trans></Button>
        </Menu.Target>
        <Menu.Dropdown mah={420} style={{ overflowY: 'auto' }}><ExportItems mapId={host.session.mapId} /></Menu.Dropdown>
      </Menu>}
      <Menu position="bottom-end" width={270}>
        <Menu.Target><ActionIcon variant="subtle" color="gray" size="lg" aria-label={t`More`}><IconDots size={18} aria-hidden /></ActionIcon></Menu.Target>
        <Menu.Dropdown mah={480} style={{ overflowY: 'auto' }}>
          {narrow && <Menu.Item onClick={present}><Trans>Present</Trans></Menu.Item>}
          {narrow && <Menu.Item onClick={() => flip('versions')}><Trans>Versions</Trans></Menu.Item>}
          {narrow && <Menu.Item onClick={() => flip('checks')}><Trans>Checks</Trans></Menu.Item>}
          <Menu.Item leftSection={<IconSearch size={16} aria-hidden />} rightSection="Ctrl F" onClick={() => hands.open({ kind: 'find' })}><Trans>Find in the map</Trans></Menu.Item>
          <Menu.Item rightSection="Ctrl K" onClick={() => hands.open({ kind: 'palette' })}><Trans>All commands</Trans></Menu.Item>
          <Menu.Item rightSection="?" onClick={() => hands.open({ kind: 'keys' })}><Trans>Keys</Trans></Menu.Item>
          <Menu.Item onClick={() => hands.open({ kind: 'curve' })}><Trans>Emotion as a table…</Trans></Menu.Item>
          <HiddenLanes />
          {host.may.structure && <Menu.Divider />}
          {host.may.structure && <Menu.Item onClick={() => run('stage-after', hands)}><Trans>Insert a stage</Trans></Menu.Item>}
          {host.may.structure && <Menu.Item onClick={() => hands.insert('lane', 'after')}><Trans>Insert a lane</Trans></Menu.Item>}
          <Menu.Divider />
          <div className={styles.switch}><Switch size="xs" label={t`Show where others are`} checked={showPeers} onChange={(event) => setShowPeers(event.currentTarget.checked)} /></div>
          {narrow && <ExportItems mapId={host.session.mapId} />}
        </Menu.Dropdown>
      </Menu>
      {ShareDialog && sharing && <Suspense fallback={null}><ShareDialog mapId={host.session.mapId} opened onClose={() => share(false)} /></Suspense>}
    </>
  )
}

function HiddenLanes() {
  const { host } = useTools()
  const map = useDocument()
  const shown = useGrid((state) => state.showHidden)
  const hidden = map.lanes.filter((lane) => lane.hidden && !lane.deleted).length
  if (hidden === 0) return null
  return (
    <Menu.Item onClick={() => host.store.dispatch({ kind: 'view', to: { showHidden: !shown } })}>
      {shown ? <Trans>Hide what is hidden again</Trans> : <Plural value={hidden} one="Show # hidden lane" few="Show # hidden lanes" many="Show # hidden lanes" other="Show # hidden lanes" />}
    </Menu.Item>
  )
}
