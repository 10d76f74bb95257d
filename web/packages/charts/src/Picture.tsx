import { useLingui } from '@lingui/react/macro'
import { useId, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { markAt, middleOf } from './move'
import styles from './Picture.module.css'
import { bare, boxOf, marksOf, type Scene, type SceneItem } from './scene'
import { Shape, Shapes } from './Shapes'

interface Props {
  scene: Scene
  /** Leave out title, n and definition, which the page says in its own words. */
  alone?: boolean
  /** What the drawing is called, where its own title does not stand beside it. */
  label?: string
}

/** A picture of the server: every datum is a mark that can be reached by arrow keys and says itself. */
export function Picture({ scene, alone = false, label }: Props) {
  const { t } = useLingui()
  const drawn = useMemo(() => (alone ? bare(scene) : { items: scene.items, top: 0, height: scene.height }), [scene, alone])
  const marks = useMemo(() => marksOf(drawn.items), [drawn])
  const [focus, setFocus] = useState(0)
  const [told, setTold] = useState<SceneItem | null>(null)
  const svg = useRef<SVGSVGElement>(null)
  const described = useId()
  const first = Math.min(focus, marks.length - 1)

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Escape' && told) {
      event.stopPropagation()
      setTold(null)
      return
    }
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const next = markAt(marks, first, event.key)
    if (next === null) return
    event.preventDefault()
    setFocus(next)
    svg.current?.querySelector<SVGGElement>(`[data-mark="${next}"]`)?.focus()
  }

  const names = new Map(marks.map((mark, place) => [mark, place]))
  const draw = (item: SceneItem, key: number) => {
    const place = names.get(item)
    if (place === undefined) return <Shape key={key} item={item} />
    return (
      <g key={key} role="img" aria-label={item.title} data-mark={place} data-what={item.what} tabIndex={place === first ? 0 : -1} className={styles.mark}
        onFocus={() => { setFocus(place); setTold(item) }} onBlur={() => setTold(null)}
        onPointerEnter={() => setTold(item)} onPointerLeave={() => setTold(null)}>
        <Halo item={item} />
        <Shapes items={item.items ?? []} />
      </g>
    )
  }
  return (
    <div className={styles.room} {...(marks.length ? {} : { tabIndex: 0, role: 'group', 'aria-label': label ?? scene.title })}>
      <div className={styles.sheet} style={{ width: scene.width }}>
        <svg ref={svg} className={styles.picture} lang={scene.language} role="group" aria-label={label ?? scene.title} aria-describedby={described}
          viewBox={`0 ${drawn.top} ${scene.width} ${drawn.height}`} width={scene.width} height={drawn.height} onKeyDown={onKeyDown}>
          {drawn.items.map(draw)}
        </svg>
        {told && <Told item={told} top={drawn.top} width={scene.width} />}
      </div>
      <p id={described} hidden>{t`Arrow keys go from mark to mark. ${scene.description}`}</p>
    </div>
  )
}

/** The frame of a mark in focus. */
function Halo({ item }: { item: SceneItem }) {
  const [left, top, right, bottom] = boxOf(item)
  return <rect className={styles.halo} x={left - 3} y={top - 3} width={right - left + 6} height={bottom - top + 6} rx={4} />
}

/** What a mark says, over it. */
function Told({ item, top, width }: { item: SceneItem; top: number; width: number }) {
  const [x] = middleOf(item)
  const above = boxOf(item)[1] - top
  const style = { left: Math.min(Math.max(x, 100), width - 100), top: Math.max(above - 8, 0) }
  return <div className={`${styles.told} ${above < 40 ? styles.below : ''}`} style={style} aria-hidden>{item.title}</div>
}
