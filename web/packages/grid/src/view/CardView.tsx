import { t } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { onScale, type Card, type Lane, type MapDocument } from '@tropa/model'
import { lazy, memo, Suspense } from 'react'
import { faceOf } from '../state'
import { STATUS_WORDS } from '../state/words'
import { useCard, useGrid, usePart, useTools } from './context'
import { ChannelIcon, Clock, Face, Ring, Star } from './icons'
import { emotionText, measureText, quoteMarks, supportText } from './numbers'
import { useCardDrag } from './drag'
import { Words } from './Words'
import styles from './CardView.module.css'

export const loadEditor = () => import('./CardEditor')
const CardEditor = lazy(loadEditor)

/** One card: everything it shows; draws again only when it, or whether it is focused, changes. */
export const CardView = memo(function CardView({ id, lane, quiet = false }: { id: string; lane: Lane; quiet?: boolean }) {
  const card = useCard(id)
  const { host } = useTools()
  const focused = useGrid((state) => state.focus?.card === id)
  const chosen = useGrid((state) => state.selected.has(id))
  const editing = useGrid((state) => state.editing === id)
  const drag = useCardDrag(id, !quiet && host.may.edit && !host.lockedLanes.has(lane.id) && !editing)
  const language = usePart((map) => map.language)
  if (!card) return null
  const veiled = host.veiled(card)
  const classes = [
    styles.card, styles[lane.kind], card.quote?.speaker_role === 'staff' ? styles.staff : isQuote(card, lane) ? styles.quote : '',
    card.state === 'proposed' ? styles.proposed : '', chosen ? styles.chosen : '', focused ? styles.focused : '', card.colour ? styles.own : '',
    card.quote?.valence ? styles[card.quote.valence] : '', lane.kind === 'barriers' && card.status === 'done' ? styles.solved : '',
    drag.edge ? styles[`drop-${drag.edge}`] : '', drag.dragging ? styles.dragging : '',
  ]
  return (
    <article
      ref={drag.ref} className={classes.filter(Boolean).join(' ')} data-card={id} tabIndex={-1} lang={language}
      style={card.colour ? ({ '--own': card.colour } as React.CSSProperties) : undefined}
    >
      {chosen && <span className="only-spoken"><Trans>selected</Trans></span>}
      {card.picture && (
        <figure className={styles.picture}>
          <img src={card.picture.data} alt={card.picture.alt || card.body} loading="lazy" />
          {card.picture.caption && <figcaption>{card.picture.caption}</figcaption>}
        </figure>
      )}
      {editing ? <Suspense fallback={<CardWords card={card} lane={lane} />}><CardEditor card={card} /></Suspense>
        : veiled ? <p className={styles.veil}><Trans>Somebody is writing here.</Trans></p> : <CardWords card={card} lane={lane} />}
      {!veiled && <CardFacts card={card} lane={lane} />}
      {card.state === 'proposed' && !quiet && host.may.edit && <Proposal id={id} />}
      <CardSigns id={id} quiet={quiet} />
    </article>
  )
})

const isQuote = (card: Card, lane: Lane): boolean => (card.quote ? card.quote.speaker_role === 'customer' : lane.kind === 'quotes' && card.body.trim() !== '')

function CardWords({ card, lane }: { card: Card; lane: Lane }) {
  const language = usePart((map) => map.language)
  const [open, close] = isQuote(card, lane) ? quoteMarks(language) : ['', '']
  const measured = card.measure
  const amount = measured && <b className={measured.value === null ? styles.unknown : styles.value}>{measureText(measured, language)}</b>
  const mark = card.evidence.length > 0 && <EvidenceMark card={card} />
  const words = <div className={styles.body}>{card.icon && <span className={styles.sign} aria-hidden>{card.icon} </span>}<Words body={card.body} open={open} close={close} /></div>
  if (lane.kind === 'metrics') {
    return (
      <>
        {words}
        {measured && <div className={styles.figure}>{amount}{mark}</div>}
        {measured && <div className={styles.support}>{supportText(measured, language)}</div>}
        {!measured && mark}
      </>
    )
  }
  if (lane.kind === 'touchpoints' || lane.kind === 'channels') {
    return (
      <>
        <div className={styles.reach}><ChannelIcon name={card.channel ?? card.body} />{words}{amount}{mark}</div>
        {measured?.unit === 'share' && measured.value !== null && <span className={styles.bar}><i style={{ width: `${Math.min(100, measured.value * 100)}%` }} /></span>}
      </>
    )
  }
  return (
    <>
      {card.quote?.speaker_role === 'staff' && <div className={styles.who}><Trans>An employee</Trans></div>}
      {words}
      {measured ? <div className={styles.support}>{amount}{' '}{supportText(measured, language)}{mark}</div> : mark}
    </>
  )
}

/** The grade of what a card claims, and whether it should be asked again; opens “why?”. */
export function EvidenceMark({ card }: { card: Card }) {
  const { host } = useTools()
  const records = usePart((map) => map.evidence)
  const first = records.find((record) => record.id === card.evidence[0])
  if (!first) return null
  const stale = card.evidence.some((id) => host.stale.has(id))
  const label = stale ? t`Why? Evidence of grade ${first.grade}, to be asked again` : t`Why? Evidence of grade ${first.grade}`
  return (
    <button type="button" className={styles.mark} tabIndex={-1} aria-label={label} title={first.definition} data-why={first.id}
      onClick={(event) => { event.stopPropagation(); host.onWhy(first.id) }}>
      <Ring grade={first.grade} />{stale && <Clock />}
    </button>
  )
}

const sourceOf = (card: Card, language: MapDocument['language']): string =>
  card.quote ? [card.quote.source, card.quote.date && new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', year: 'numeric' }).format(new Date(card.quote.date))].filter(Boolean).join(', ') : ''

function CardFacts({ card, lane }: { card: Card; lane: Lane }) {
  const { i18n } = useLingui()
  const language = usePart((map) => map.language)
  const persona = usePart((map) => (card.persona === null || map.personas.length < 2 ? null : map.personas.find((one) => one.id === card.persona) ?? null))
  const touchpoint = usePart((map) => map.touchpoints.find((one) => one.id === card.touchpoint) ?? null)
  const source = sourceOf(card, language)
  const channel = lane.kind === 'channels' ? null : card.channel
  const felt = card.emotion === null ? null : onScale(card.emotion, card.scale, '-2..2')
  const chips = card.tags.length > 0 || persona || card.moment_of_truth || card.status || touchpoint || channel || card.due || card.owner
  return (
    <>
      {source && <div className={styles.source}>{source}</div>}
      {card.detail && <div className={styles.detail}>{card.detail}</div>}
      {felt !== null && <div className={styles.felt}><Face of={faceOf(felt)} size={20} />{emotionText(felt, language)}</div>}
      {card.attachments.length > 0 && (
        <div className={styles.aways}>
          {card.attachments.map((one) => <a key={one.url} href={one.url} target="_blank" rel="noopener noreferrer" tabIndex={-1}>↗ {one.title || one.url}</a>)}
        </div>
      )}
      {chips && (
        <div className={styles.chips}>
          {card.moment_of_truth && <span className={styles.chip}><Star /> <Trans>moment of truth</Trans></span>}
          {persona && <span className={styles.chip}>{persona.name}</span>}
          {card.status && <span className={styles.chip}>{i18n._(STATUS_WORDS[card.status])}</span>}
          {touchpoint && <span className={styles.plain}><ChannelIcon name={touchpoint.title} />{touchpoint.title}</span>}
          {channel && <span className={styles.plain}><ChannelIcon name={channel} />{channel}</span>}
          {card.owner && <span className={styles.plain}>{card.owner}</span>}
          {card.due && <span className={styles.plain}>{new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short' }).format(new Date(card.due))}</span>}
          {card.tags.map((tag) => <span key={tag} className={styles.chip}><span aria-hidden>#</span>{tag}</span>)}
        </div>
      )}
    </>
  )
}

function Proposal({ id }: { id: string }) {
  const { host } = useTools()
  return (
    <div className={styles.proposal}>
      <span><Trans>Proposed</Trans></span>
      <button type="button" tabIndex={-1} onClick={() => host.onProposal([id], true)}><Trans>Accept</Trans></button>
      <button type="button" tabIndex={-1} onClick={() => host.onProposal([id], false)}><Trans>Reject</Trans></button>
    </div>
  )
}

/** Comments, votes, and others who are at the card. */
function CardSigns({ id, quiet }: { id: string; quiet: boolean }) {
  const { host } = useTools()
  const talk = host.comments.get(`card:${id}`)
  const votes = host.votes?.get(id) ?? (host.votes ? { mine: 0, all: null } : null)
  if (quiet && !votes) return null
  if (!talk && !votes) return null
  return (
    <div className={styles.signs}>
      {talk && (
        <button type="button" tabIndex={-1} className={talk.unread ? styles.unread : styles.talk} aria-label={t`Comments: ${talk.open}`} onClick={() => host.onComment({ kind: 'card', id })}>
          <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden><path d="M2 3h12v8H7l-3 3v-3H2z" fill="none" stroke="currentColor" strokeWidth="1.4" strokeLinejoin="round" /></svg>{talk.open}
        </button>
      )}
      {votes && (
        <span className={styles.votes}>
          <button type="button" tabIndex={-1} aria-label={t`One vote less`} disabled={votes.mine === 0} onClick={() => host.onVote(id, -1)}>−</button>
          <span aria-label={t`My votes: ${votes.mine}`}>{'●'.repeat(votes.mine) || '○'}</span>
          <button type="button" tabIndex={-1} aria-label={t`One vote more`} onClick={() => host.onVote(id, 1)}>+</button>
          {votes.all !== null && <b aria-label={t`All votes: ${votes.all}`}>{votes.all}</b>}
        </span>
      )}
    </div>
  )
}
