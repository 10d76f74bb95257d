/** All texts of one language, as one piece to fetch. */
export const areas = import.meta.glob<Record<string, string>>('../../../*/src/**/locales/pl.po', { eager: true, import: 'messages' })
