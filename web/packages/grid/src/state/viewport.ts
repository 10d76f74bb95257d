export const LEAST_ZOOM = 0.25
export const MOST_ZOOM = 4
const STEPS = [0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 2, 2.5, 3, 4] as const

const within = (zoom: number): number => Math.max(LEAST_ZOOM, Math.min(MOST_ZOOM, zoom))

/** The next step of zoom, in or out. */
export function zoomStep(zoom: number, by: 1 | -1): number {
  const next = by === 1 ? STEPS.find((step) => step > zoom + 0.001) : STEPS.findLast((step) => step < zoom - 0.001)
  return next ?? within(zoom)
}

/** A smooth zoom (wheel, pinch). */
export const zoomBy = (zoom: number, factor: number): number => within(Math.round(zoom * factor * 100) / 100)

export interface Size { width: number; height: number }

/** The zoom at which the whole map is seen. */
export function zoomToFit(map: Size, room: Size): number {
  if (map.width <= 0 || map.height <= 0) return 1
  return within(Math.floor(Math.min(room.width / map.width, room.height / map.height, 1) * 100) / 100)
}

export interface Window { x: number; y: number; width: number; height: number }

/** What a minimap of `size` marks as seen, in its own pixels. */
export function windowOn(map: Size, scroll: { x: number; y: number }, room: Size, size: Size): Window {
  const sx = size.width / Math.max(1, map.width)
  const sy = size.height / Math.max(1, map.height)
  return {
    x: scroll.x * sx, y: scroll.y * sy,
    width: Math.min(size.width, room.width * sx), height: Math.min(size.height, room.height * sy),
  }
}

/** Where to scroll so that the clicked place of the minimap is in the middle. */
export function scrollFor(map: Size, at: { x: number; y: number }, room: Size, size: Size): { x: number; y: number } {
  return {
    x: Math.max(0, (at.x / size.width) * map.width - room.width / 2),
    y: Math.max(0, (at.y / size.height) * map.height - room.height / 2),
  }
}
