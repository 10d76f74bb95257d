export function TableView(_: Record<string, unknown>) { return null }
