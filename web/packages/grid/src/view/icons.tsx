import {
  IconBrandTelegram, IconBuildingStore, IconDeviceDesktop, IconDeviceMobile, IconDeviceTv, IconHeadset, IconMail, IconMessageCircle, IconPhone,
  IconShoppingBag, IconTruck, IconUsers, IconWorld, type Icon,
} from '@tabler/icons-react'
import type { Lane } from '@tropa/model'
import styles from './icons.module.css'

const LANES: Partial<Record<Lane['kind'], string>> = {
  actions: 'M4 10h10M10 5l5 5-5 5', thoughts: 'M4 4h12v9H9l-4 3v-3H4z',
  needs: 'M10 16S3.5 12 3.5 7.7A3.4 3.4 0 0 1 10 6.3a3.4 3.4 0 0 1 6.5 1.4C16.5 12 10 16 10 16z', emotion: 'M2 12c3-8 5-8 8-2s5 6 8-4',
  touchpoints: 'M10 7.8a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 1 0 0-4.4M10 3.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 1 0 0-13',
  channels: 'M3 6h14M3 10h14M3 14h14M7 4.4v3.2M13 8.4v3.2M8 12.4v3.2', barriers: 'M10 3.5 17.5 16h-15zM10 8.5v3.5M10 14v.2',
  opportunities: 'M7.5 16h5M8 13.5c0-1.8-2.5-2.6-2.5-5.5a4.5 4.5 0 0 1 9 0c0 2.9-2.5 3.7-2.5 5.5z', solutions: 'M4 10.5 8.2 15 16 5.5',
  metrics: 'M4 16V9M8 16V5M12 16v-5M16 16V7', backstage: 'M3 10h14M6 14h8M8 6h4',
  quotes: 'M8 6c-3 1-4 3-4 5v3h4v-4H5.5M16 6c-3 1-4 3-4 5v3h4v-4h-2.5', goals: 'M5 17V4M5 4.5h10l-2.5 3.5 2.5 3.5H5',
  arc: 'M2 15c3 0 5-2 7-9 1-3 3-3 4 0s3 8 5 9', process: 'M3 5h14M3 15h14M7 5v8M5 11l2 2.5 2-2.5M13 15V7M11 9l2-2.5 2 2.5',
  hypotheses: 'M8 3h4M9 3v5l-4.5 8h11L11 8V3M6.5 13h7', physical_evidence: 'M3.5 6.5 10 3l6.5 3.5v7L10 17l-6.5-3.5zM3.5 6.5 10 10l6.5-3.5M10 10v7',
  frontstage: 'M10 3.5a3 3 0 1 0 0 6 3 3 0 1 0 0-6M4 17c.5-4 3-6 6-6s5.5 2 6 6', support: 'M10 7.4a2.6 2.6 0 1 0 0 5.2 2.6 2.6 0 1 0 0-5.2M10 3v2.5M10 14.5V17M3 10h2.5M14.5 10H17',
  images: 'M3 4.5h14v11H3zM3 13l4-4 3.5 3.5L13 10l4 3.5', storyline: 'M3 4h6v5H3zM11 4h6v5h-6zM3 11h6v5H3zM11 11h6v5h-6z',
}

export const LaneIcon = ({ kind }: { kind: Lane['kind'] }) => (
  <svg className={styles.icon} viewBox="0 0 20 20" aria-hidden focusable="false"><path d={LANES[kind] ?? 'M4 5h12M4 10h12M4 15h7'} /></svg>
)

const MOUTHS = { m2: 'M8.5 20c2-4.6 9-4.6 11 0', m1: 'M9.2 19.3c2-2.8 7.6-2.8 9.6 0', '0': 'M9.5 18.2h9', p1: 'M9.2 17c2 2.8 7.6 2.8 9.6 0', p2: 'M8 16c1.6 6 10.4 6 12 0z' }

/** A face of the valence scale: its mouth says what its colour says. */
export const Face = ({ of, size = 28 }: { of: keyof typeof MOUTHS; size?: number }) => (
  <svg className={`${styles.face} ${styles[`face${of}`]}`} width={size} height={size} viewBox="0 0 28 28" aria-hidden focusable="false">
    <circle className={styles.skin} cx="14" cy="14" r="12" />
    {of === 'm2' && <path className={styles.mouth} d="M8 9.2l3 1.4M20 9.2l-3 1.4" />}
    <path className={styles.mouth} d={MOUTHS[of]} />
    <circle className={styles.eye} cx="10" cy="12" r="1.5" /><circle className={styles.eye} cx="18" cy="12" r="1.5" />
  </svg>
)

export const Star = () => (
  <svg className={styles.star} viewBox="0 0 20 20" aria-hidden focusable="false">
    <path d="M10 1.8l2.5 5.3 5.8.7-4.3 4 1.1 5.7L10 14.7l-5.1 2.8L6 11.8 1.7 7.8l5.8-.7z" />
  </svg>
)

export const Clock = () => (
  <svg className={styles.clock} viewBox="0 0 16 16" aria-hidden focusable="false"><circle cx="8" cy="8" r="6.2" /><path d="M8 4.5V8l2.5 1.8" /></svg>
)

export const Ring = ({ grade }: { grade: string }) => <b className={`${styles.ring} ${styles[`grade${grade}`] ?? ''}`}>{grade}</b>

const CHANNELS: readonly [RegExp, Icon][] = [
  [/app|mobile|прилож|мобил|aplikac/i, IconDeviceMobile], [/\btv\b|smart|телевиз|telewiz/i, IconDeviceTv], [/mail|почт|poczt|письм/i, IconMail],
  [/phone|call|телефон|звон|telefon/i, IconPhone], [/support|поддерж|wsparc|help/i, IconHeadset], [/telegram/i, IconBrandTelegram],
  [/chat|sms|push|чат|messag/i, IconMessageCircle], [/store|shop|магазин|sklep|office|офис|biur/i, IconBuildingStore], [/deliver|доставк|dostaw/i, IconTruck],
  [/market|каталог|checkout/i, IconShoppingBag], [/social|соц|communit/i, IconUsers], [/desktop|computer|компьют/i, IconDeviceDesktop], [/web|site|сайт|stron|internet/i, IconWorld],
]

/** The icon of a channel or touchpoint, found by its name; nothing where none fits. */
export function ChannelIcon({ name }: { name: string }) {
  const Found = CHANNELS.find(([word]) => word.test(name))?.[1]
  return Found ? <Found className={styles.channel} size={16} stroke={1.6} aria-hidden /> : null
}
