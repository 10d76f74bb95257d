import { useParams } from '@tanstack/react-router'
import { Builder } from './Builder'
import { Compare } from './Compare'
import { PortraitOf } from './PortraitOf'
import { SegmentList } from './SegmentList'

/** Segments: the list, one being written, a portrait, two side by side. */
export default function SegmentsPage() {
  const { _splat = '' } = useParams({ strict: false }) as { _splat?: string }
  const [first = '', second = '', third = ''] = _splat.split('/')
  if (first === 'new') return <Builder key="new" id={null} />
  if (first === 'compare') return <Compare a={second} b={third} />
  if (first && second === 'edit') return <Builder key={first} id={first} />
  if (first) return <PortraitOf key={first} id={first} />
  return <SegmentList />
}
