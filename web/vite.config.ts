import { fileURLToPath } from 'node:url'
import { lingui } from '@lingui/vite-plugin'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const server = process.env['TROPA_SERVER'] ?? 'http://127.0.0.1:8600'

export default defineConfig({
  root: here('packages/app'),
  plugins: [react(), lingui({ macroTransform: true })],
  build: {
    outDir: process.env['TROPA_STATIC'] ?? here('../src/tropa/server/static'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    sourcemap: false,
  },
  server: { proxy: { '/api': { target: server, ws: true }, '/open': server } },
})
