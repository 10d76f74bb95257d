export type { EditOptions, MapSession, NewEdit, Peer, Place, Refusal, Role, Status } from './session'
