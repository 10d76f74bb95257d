import { t } from '@lingui/core/macro'

const MOST_PIXELS = 1600
const MOST_BYTES = 12_000_000

/** A picture of a person's machine as a data URI: made small enough for the document, its metadata left out. */
export async function readPicture(file: Blob): Promise<string> {
  if (file.size > MOST_BYTES) throw new Error(t`The picture is too large: at most 12 MB.`)
  const bitmap = await createImageBitmap(file).catch(() => { throw new Error(t`This file is not a picture that can be read: PNG, JPEG or WebP.`) })
  const scale = Math.min(1, MOST_PIXELS / Math.max(bitmap.width, bitmap.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(bitmap.width * scale))
  canvas.height = Math.max(1, Math.round(bitmap.height * scale))
  canvas.getContext('2d')!.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  bitmap.close()
  const kind = file.type === 'image/png' && canvas.width * canvas.height < 400_000 ? 'image/png' : 'image/jpeg'
  return canvas.toDataURL(kind, 0.85)
}
