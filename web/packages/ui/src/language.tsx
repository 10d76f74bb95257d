import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { createContext, use, useCallback, useMemo, useState, type ReactNode } from 'react'

/** The languages the studio speaks, each named in itself. */
export const LANGUAGES = { en: 'English', ru: 'Русский', pl: 'Polski' } as const
export type Language = keyof typeof LANGUAGES

interface Choice {
  language: Language
  /** Speak this language from now on; resolves once its texts are there. */
  choose: (language: Language) => Promise<void>
}

const Chosen = createContext<Choice>({ language: 'en', choose: async () => {} })

export const isLanguage = (text: string): text is Language => Object.hasOwn(LANGUAGES, text)

/** What the reader chose before, else the first of the browser's languages that we speak, else English. */
export function firstLanguage(): Language {
  const remembered = /(?:^|; )language=(\w+)/.exec(document.cookie)?.[1] ?? ''
  const wanted = [remembered, ...navigator.languages].map((one) => one.slice(0, 2).toLowerCase())
  return wanted.find(isLanguage) ?? 'en'
}

/** The page and the server speak the language: texts, `lang`, and the cookie the server reads. */
export function speak(language: Language, messages: Parameters<typeof i18n.load>[1]): void {
  i18n.loadAndActivate({ locale: language, messages })
  document.documentElement.lang = language
  document.cookie = `language=${language}; path=/; max-age=31536000; samesite=lax`
}

interface Props {
  first: Language
  /** Fetches the texts of a language and lets the page speak it. */
  load: (language: Language) => Promise<void>
  children: ReactNode
}

/** Gives the pages below the language and the way to another; nothing reloads. */
export function Languages({ first, load, children }: Props) {
  const [language, set] = useState(first)
  const choose = useCallback(async (next: Language) => {
    await load(next)
    set(next)
  }, [load])
  const value = useMemo(() => ({ language, choose }), [language, choose])
  return (
    <I18nProvider i18n={i18n}>
      <Chosen value={value}>{children}</Chosen>
    </I18nProvider>
  )
}

/** The language of the page and the way to choose another. */
export const useLanguage = (): Choice => use(Chosen)
