export type * from './generated/map'
export type * from './generated/edit'
export { EditRefused } from './refused'
export { newId } from './id'
export { between, severalBetween, spread } from './rank'
export { byRank } from './order'
export { SCALES, bounds, onScale, within, type Scale } from './emotion'
export {
  COLLECTION, PARTS, byId, found, holders, placeOf, pointKey, pointsByKey, schemaOf, setsOf, settable, togetherOf,
  type Collection, type Fields, type Movable, type Objects, type Part, type Removable, type Restorable,
} from './part'
export { apply, applyAll, parseEdit, readField, same } from './apply'
export { emptyPoint, pointEdit, written } from './written'
export { inverse, removal } from './inverse'
export { History, type Step } from './history'
export { settle, settled } from './settle'
export { readMap } from './document'
export {
  INVISIBLE, cardOf, cardsOf, columns, curvePoints, evidenceOf, heightOf, lanesInOrder, livingCards, livingStages, personaOf,
  pointOn, search, searchText, spans, staleSince, substages, topStages, type CurveKind,
} from './view'
export { MARKS, bodyBlocks, bodyOf, bodyText, mentions, plainText, sameBlock, tidy, type Block, type Mark, type Mention, type Run, type Words } from './body'
