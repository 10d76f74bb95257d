/** All texts of one language, as one piece to fetch. */
export const areas = import.meta.glob<Record<string, string>>('../../../*/src/**/locales/en.po', { eager: true, import: 'messages' })
