import type { Edit } from '@tropa/model'

type Bare<T> = T extends unknown ? Omit<T, 'id' | 'who' | 'when' | 'event' | 'undoable'> : never

/** An edit before the session gives it its id, person, time and gesture. */
export type NewEdit = Bare<Edit>
