import { readdirSync } from 'node:fs'
import { defineConfig } from '@lingui/cli'

/** Every folder with texts of its own: the packages with words in them, and each area of pages. */
const pages = 'packages/app/src/pages'
const areas = [
  ...['grid', 'charts', 'ui'].map((name) => `packages/${name}/src`),
  ...readdirSync(pages, { withFileTypes: true }).filter((one) => one.isDirectory()).map((one) => `${pages}/${one.name}`),
]

export default defineConfig({
  sourceLocale: 'en',
  locales: ['en', 'ru', 'pl'],
  fallbackLocales: false,
  catalogs: [
    ...areas.map((area) => ({ path: `<rootDir>/${area}/locales/{locale}`, include: [`<rootDir>/${area}`], exclude: ['**/*.test.*'] })),
    { path: '<rootDir>/packages/app/src/locales/{locale}', include: ['<rootDir>/packages/app/src/*.ts', '<rootDir>/packages/app/src/*.tsx'], exclude: ['**/*.test.*'] },
  ],
})
