import { useParams } from '@tanstack/react-router'
import { Compare } from './Compare'
import { Gallery } from './Gallery'
import { PersonaView } from './PersonaView'

/** Personas of all maps: the gallery, one of them, two side by side. */
export default function PersonasPage() {
  const { _splat = '' } = useParams({ strict: false }) as { _splat?: string }
  const [first = '', second = '', third = '', fourth = '', fifth = ''] = _splat.split('/')
  if (first === 'compare') return <Compare one={{ map: second, id: third }} other={{ map: fourth, id: fifth }} />
  if (first && second) return <PersonaView key={`${first}/${second}`} map={first} id={second} part={third} />
  return <Gallery />
}
