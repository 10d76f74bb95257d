import { speak, type Language } from '@tropa/ui'

type Texts = { areas: Record<string, Record<string, string>> }

const fetches: Record<Language, () => Promise<Texts>> = {
  en: () => import('./texts/en'),
  ru: () => import('./texts/ru'),
  pl: () => import('./texts/pl'),
}

/** Fetches the texts of all areas in a language, and lets the page speak it. */
export async function load(language: Language): Promise<void> {
  const { areas } = await fetches[language]()
  speak(language, Object.assign({}, ...Object.values(areas)) as Record<string, string>)
}
