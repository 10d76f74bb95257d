import { useLingui } from '@lingui/react/macro'
import { useFormats } from '@tropa/ui'
import { useMemo } from 'react'
import type { Axes, Spot } from './matrix-scores'

/** What the axes are called, and a place on the board in words. */
export function useAxisWords({ up, across }: Axes) {
  const { t } = useLingui()
  const formats = useFormats()
  return useMemo(() => {
    const ups = [
      { value: 'value', label: t`Value` }, { value: 'customer_value', label: t`For customers` },
      { value: 'business_value', label: t`For us` }, { value: 'severity', label: t`Severity` },
    ]
    const acrosses = [{ value: 'effort', label: t`Effort` }, { value: 'reach', label: t`Reach` }]
    const upward = { value: t`Value`, customer_value: t`Value for customers`, business_value: t`Value for us`, severity: t`Severity` }[up]
    const sideward = across === 'effort' ? t`Effort` : t`Reach`
    const spot = (at: Spot) => {
      const high = formats.share(at.up)
      const far = across === 'effort' ? formats.number(at.across * 5, 2) : formats.share(at.across)
      return across === 'effort' ? t`${upward} ${high}, effort ${far} of 5` : t`${upward} ${high}, reach ${far}`
    }
    const quarters = across === 'effort' && up !== 'severity'
      ? { bestLeft: t`Do at once`, bestRight: t`Plan and do`, lowLeft: t`In passing`, lowRight: t`Leave alone` }
      : across === 'reach' && up === 'severity'
        ? { bestLeft: t`Hurts a few badly`, bestRight: t`Mend first`, lowLeft: t`Watch`, lowRight: t`Nags many` } : null
    return { ups, acrosses, upward, sideward, spot, quarters }
  }, [t, formats, up, across])
}
