import { useLingui } from '@lingui/react/macro'
import { Link, useParams } from '@tanstack/react-router'
import { Loading, PageHeader } from '@tropa/ui'
import { lazy, Suspense, type ComponentType } from 'react'
import { useMay } from '../../session'
import styles from './DataPage.module.css'

const lazily = <T extends string>(fetch: () => Promise<Record<T, ComponentType>>, name: T) => lazy(async () => ({ default: (await fetch())[name] }))

const SECTIONS: Record<string, ComponentType> = {
  '': lazily(() => import('./Sources'), 'Sources'),
  upload: lazily(() => import('./UploadFiles'), 'UploadFiles'),
  imports: lazily(() => import('./ImportReport'), 'ImportReport'),
  touchpoints: lazily(() => import('./Rules'), 'Rules'),
  stages: lazily(() => import('./Stages'), 'Stages'),
  coverage: lazily(() => import('./Coverage'), 'Coverage'),
  identity: lazily(() => import('./Identity'), 'Identity'),
  definition: lazily(() => import('./DefinitionText'), 'DefinitionText'),
  customers: lazily(() => import('./Customers'), 'Customers'),
  jobs: lazily(() => import('./JobList'), 'JobList'),
}

/** What maps are computed from: sources, touchpoints, stages, identities, what is measured, and what is erased. */
export default function DataPage() {
  const { t } = useLingui()
  const { _splat = '' } = useParams({ strict: false }) as { _splat?: string }
  const section = _splat.split('/')[0] ?? ''
  const Section = SECTIONS[section] ?? SECTIONS['']!
  return (
    <>
      <PageHeader title={t`Data`} lead={t`What your maps are computed from. Files stay on this server; customers’ words are masked before they are stored.`} />
      <Sections at={SECTIONS[section] ? section : ''} />
      <Suspense fallback={<Loading />}><Section /></Suspense>
    </>
  )
}

function Sections({ at }: { at: string }) {
  const { t } = useLingui()
  const editor = useMay('editor')
  const owner = useMay('owner')
  const all: [string, string, boolean][] = [
    ['', t`Sources`, true], ['upload', t`Add files`, editor], ['touchpoints', t`Touchpoints`, editor], ['stages', t`Stages`, editor], ['coverage', t`What is measured`, true],
    ['identity', t`Identity`, editor], ['definition', t`Definition`, true], ['customers', t`Customers’ rights`, owner], ['jobs', t`Jobs`, true],
  ]
  return (
    <nav aria-label={t`Parts of the data`} className={styles.sections}>
      <ul>
        {all.filter(([, , may]) => may).map(([to, name]) => (
          <li key={to}>
            <Link to={to ? `/data/${to}` : '/data'} aria-current={to === at || (to === '' && at === 'imports') ? 'page' : undefined} activeOptions={{ exact: true }} activeProps={{}}>{name}</Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
