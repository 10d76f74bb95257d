export function Phone(_: Record<string, unknown>) { return null }
