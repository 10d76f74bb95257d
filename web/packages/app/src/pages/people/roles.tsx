import { useLingui } from '@lingui/react/macro'
import { Select } from '@mantine/core'
import { useRoles, type Role } from '../../session'

const ROLES: Role[] = ['viewer', 'commenter', 'editor', 'owner']

/** What each role may do, in a sentence. */
function useRights(): Record<Role, string> {
  const { t } = useLingui()
  return {
    viewer: t`reads maps and answers`,
    commenter: t`reads and comments`,
    editor: t`changes maps, data and definitions`,
    owner: t`also invites people and deletes`,
  }
}

interface Props {
  label: string
  value: Role | null
  onChange: (role: Role | null) => void
  /** The label is read aloud but not shown. */
  quiet?: boolean
  /** May be “at single maps only”. */
  none?: boolean
  disabled?: boolean
}

/** Chooses a role, each with what it may do. */
export function RoleSelect({ label, value, onChange, quiet = false, none = false, disabled = false }: Props) {
  const { t } = useLingui()
  const names = useRoles()
  const rights = useRights()
  const data = [...ROLES.map((one) => ({ value: one as string, label: names[one] })), ...(none ? [{ value: 'none', label: t`At single maps only` }] : [])]
  return (
    <Select
      {...(quiet ? { 'aria-label': label } : { label })} {...(!quiet && value ? { description: rights[value] } : {})} inputWrapperOrder={['label', 'input', 'description', 'error']}
      allowDeselect={false} disabled={disabled} w={quiet ? 200 : undefined} data={data} value={value ?? 'none'}
      onChange={(next) => onChange(next === 'none' || next === null ? null : (next as Role))}
      renderOption={({ option }) => (
        <span>{option.label}{option.value !== 'none' && <small style={{ display: 'block', color: 'var(--muted)' }}>{rights[option.value as Role]}</small>}</span>
      )}
    />
  )
}
