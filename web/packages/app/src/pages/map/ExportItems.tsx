import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Menu } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { MessageDescriptor } from '@lingui/core'
import { mapAsks } from './api'

const TITLES: Record<string, MessageDescriptor> = {
  pdf: msg`PDF, for print`, pptx: msg`PowerPoint slides`, png: msg`Picture (PNG)`, svg: msg`Picture (SVG)`, html: msg`Web page (HTML)`, docx: msg`Word document`,
  xlsx: msg`Excel workbook`, csv: msg`Table (CSV)`, json: msg`Tropa file (JSON)`, markdown: msg`Text (Markdown)`, md: msg`Text (Markdown)`,
}
const FIRST = ['pdf', 'pptx', 'png', 'svg', 'html', 'docx', 'xlsx', 'csv', 'markdown', 'md', 'json']

const place = (name: string) => (FIRST.includes(name) ? FIRST.indexOf(name) : FIRST.length)

/** Every format the map can be taken away in; a click downloads it. */
export function ExportItems({ mapId }: { mapId: string }) {
  const { i18n } = useLingui()
  const { data = [] } = useQuery(mapAsks.formats)
  const ordered = [...data].sort((one, other) => place(one.name) - place(other.name))
  return (
    <>
      <Menu.Label><Trans>Take the map away as</Trans></Menu.Label>
      {ordered.map((one) => (
        <Menu.Item key={one.name} component="a" href={`/api/maps/${encodeURIComponent(mapId)}/export/${one.name}`} download rightSection={<small>{one.suffixes[0]}</small>}>
          {TITLES[one.name] ? i18n._(TITLES[one.name]!) : one.name}
        </Menu.Item>
      ))}
    </>
  )
}
