export function MatrixView(_: Record<string, unknown>) { return null }
