export function Side(_: Record<string, unknown>) { return null }
