export function Present(_: Record<string, unknown>) { return null }
