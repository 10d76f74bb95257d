import { useGrid, useTools } from './context'
import { CardDialog } from './CardDialog'
import { CurveTable } from './CurveTable'
import { FindBar } from './FindBar'
import { LinkDialog } from './LinkDialog'
import { MoveDialog, MovePartDialog } from './MoveDialog'
import { Palette } from './Palette'
import { ShortcutSheet } from './ShortcutSheet'
import { TagsDialog } from './TagsDialog'
import type { GridHands } from './hands'

/** The dialog that is open, one at a time; closing gives focus back to the grid. */
export function Dialogs() {
  const { host, hands } = useTools()
  const dialog = useGrid((state) => state.dialog)
  if (!dialog) return null
  const close = () => {
    host.store.dispatch({ kind: 'dialog', dialog: null })
    ;(hands as GridHands).page.focusGrid()
  }
  switch (dialog.kind) {
    case 'palette': return <Palette onClose={close} />
    case 'keys': return <ShortcutSheet onClose={close} />
    case 'find': return <FindBar onClose={close} />
    case 'move': return <MoveDialog cards={dialog.cards} onClose={close} />
    case 'moveStage': return <MovePartDialog object="stage" id={dialog.id} onClose={close} />
    case 'moveLane': return <MovePartDialog object="lane" id={dialog.id} onClose={close} />
    case 'link': return <LinkDialog from={dialog.from} onClose={close} />
    case 'tags': return <TagsDialog cards={dialog.cards} onClose={close} />
    case 'curve': return <CurveTable onClose={close} />
    case 'card': return <CardDialog id={dialog.card} onClose={close} />
    default: return null
  }
}
