import { checked } from './check'
import { within } from './emotion'
import type { Card, CurvePoint, MapDocument, Stage } from './generated/map'
import { SCHEMA } from './generated/schema'
import { COLLECTION, PARTS, REFERENCES, byId, pointKey, type Fields, type Part, type Removable } from './part'
import { EditRefused } from './refused'

/** That a map holds together: what is built anew is checked here, whole or one object at a time. */

/** The map in these JSON values, every field there; EditRefused where it contradicts the schema or itself. */
export function readMap(fields: unknown): MapDocument {
  const map = checked(SCHEMA.map, fields, SCHEMA.map.$defs!, 'map') as MapDocument
  for (const part of PARTS) {
    const objects = map[COLLECTION[part]] as readonly { id: string }[]
    unique(part, objects.map((one) => one.id))
    for (const one of objects) checkObject(map, part, one as unknown as Fields)
  }
  unique('curve', map.curve.map(pointKey))
  for (const point of map.curve) checkPoint(map, point)
  return map
}

function unique(kind: string, ids: readonly string[]): void {
  const seen = new Set<string>()
  for (const id of ids) {
    if (seen.has(id)) throw new EditRefused(kind === 'curve' ? 'model.point_twice' : 'model.id_twice', { kind, id })
    seen.add(id)
  }
}

/** EditRefused where this object, as a part of this map, refers to what is not there or contradicts itself. */
export function checkObject(map: MapDocument, part: Part, one: Fields): void {
  if (part === 'map') return
  if (one['deleted'] !== true || part === 'stage') checkReferences(map, part, one, `${part} ${String(one['id'])}`)
  if (part === 'stage') checkCircle(map, one as unknown as Stage)
  if (part === 'card' && one['deleted'] !== true) {
    const card = one as unknown as Card
    checkEmotion(`card ${card.id}`, card.emotion, card.scale)
  }
}

/** EditRefused where a curve point is of nobody, nowhere or outside its scale. */
export function checkPoint(map: MapDocument, point: CurvePoint): void {
  const place = `curve ${point.persona}/${point.stage}`
  checkReferences(map, 'point', point as unknown as Fields, place)
  for (const value of [point.value, point.low, point.high]) checkEmotion(place, value, point.scale)
}

function checkReferences(map: MapDocument, part: Removable | 'point', one: Fields, place: string): void {
  for (const { holder, field, target, many } of REFERENCES) {
    if (holder !== part) continue
    const held = one[field]
    for (const id of (many ? held : [held]) as readonly (string | null)[]) {
      if (id !== null && !byId(map, target).has(id)) {
        const allowed = [...byId(map, target).keys()].toSorted().slice(0, 12).join(', ') || '—'
        throw new EditRefused('model.no_such', { place, kind: target, id, allowed })
      }
    }
  }
}

function checkCircle(map: MapDocument, stage: Stage): void {
  const stages = byId(map, 'stage')
  const walked = new Set([stage.id])
  for (let above = stage.parent; above !== null; above = stages.get(above)?.parent ?? null) {
    if (walked.has(above)) throw new EditRefused('model.stage_cycle', { id: stage.id, parent: above })
    walked.add(above)
  }
}

function checkEmotion(place: string, value: number | null, scale: Card['scale']): void {
  if (value !== null && !within(value, scale)) throw new EditRefused('model.emotion_range', { place, value, scale })
}
