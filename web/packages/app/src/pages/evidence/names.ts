import type { Scene, SceneItem } from '@tropa/charts'

const PLACE = /(^|[(«„“]|→ |> |\/ )([\p{L}\w-]+)(?=$|[)»”:]| →| >| \/)/gu

/** A text in which ids of stages and segments are replaced by their titles; other words stay. */
export const named = (text: string, titles: Record<string, string>): string =>
  text.replaceAll(PLACE, (whole, before: string, id: string) => (Object.hasOwn(titles, id) ? before + titles[id] : whole))

/** A picture whose labels and marks are named by titles instead of ids. */
export function namedScene(scene: Scene, titles: Record<string, string>): Scene {
  if (Object.keys(titles).length === 0) return scene
  const rename = (item: SceneItem): SceneItem => ({
    ...item,
    ...(item.words && item.role !== 'definition' ? { words: named(item.words, titles) } : {}),
    ...(item.lines && item.role !== 'definition' ? { lines: item.lines.map((line) => named(line, titles)) } : {}),
    ...(item.title ? { title: named(item.title, titles) } : {}),
    ...(item.items ? { items: item.items.map(rename) } : {}),
  })
  return { ...scene, items: scene.items.map(rename) }
}
