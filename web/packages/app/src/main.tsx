import '@fontsource-variable/inter/wght.css'
import { firstLanguage, Languages, Look } from '@tropa/ui'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { load } from './i18n'
import { queries, router } from './routes'

async function open() {
  const language = firstLanguage()
  await load(language)
  const root = document.getElementById('root')
  if (!root) throw new Error('the page has no #root')
  createRoot(root).render(
    <StrictMode>
      <Languages first={language} load={load}>
        <Look>
          <QueryClientProvider client={queries}>
            <RouterProvider router={router} />
          </QueryClientProvider>
        </Look>
      </Languages>
    </StrictMode>,
  )
}

void open()
