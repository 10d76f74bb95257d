import { Button, createTheme, defaultVariantColorsResolver, Drawer, Modal, type CSSVariablesResolver, type MantineColorsTuple, type VariantColorsResolver } from '@mantine/core'

/** The accent in ten steps; step 8 is the accent of VISUAL.md, step 3 the one on dark paper. */
const trail: MantineColorsTuple = [
  '#eaf0fd', '#d3dffa', '#b4caf8', '#8db2ff', '#6f97ee', '#5580e6', '#4470de', '#3563d8', '#2458d3', '#1c47ac',
]

const slate: MantineColorsTuple = [
  '#f5f7f9', '#e9edf2', '#dde3ea', '#c3ccd6', '#a4b0bd', '#7c8794', '#5f6c7b', '#465260', '#2e3a46', '#17202a',
]

const night: MantineColorsTuple = [
  '#d9e0e8', '#b6c1cc', '#93a1b0', '#6c7a89', '#3b4754', '#2c3642', '#1f2831', '#12171d', '#0e1217', '#0a0d11',
]

/** Words on a filled shape are dark on dark paper, where its colours are light; Mantine decides by the light ones only. */
const variantColorResolver: VariantColorsResolver = (input) => {
  const resolved = defaultVariantColorsResolver(input)
  const named = input.color === undefined || input.color in input.theme.colors
  return input.variant === 'filled' && named ? { ...resolved, color: 'var(--on-accent)' } : resolved
}

/** The head of a dialog is no second banner of the page. */
const plainHeader = { attributes: { header: { role: 'none' } } }

/** How Mantine looks here: colours that pass AA with white text, our type scale, our radii. */
export const theme = createTheme({
  primaryColor: 'trail',
  primaryShade: { light: 8, dark: 3 },
  variantColorResolver,
  autoContrast: true,
  luminanceThreshold: 0.32,
  colors: { trail, gray: slate, dark: night },
  black: '#17202a',
  fontFamily: "'Inter Variable', Inter, system-ui, 'Segoe UI', Roboto, sans-serif",
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.9375rem', lg: '1.125rem', xl: '1.5rem' },
  lineHeights: { xs: '1.4', sm: '1.4', md: '1.4', lg: '1.4', xl: '1.3' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '3px', sm: '6px', md: '6px', lg: '10px', xl: '16px' },
  defaultRadius: 'md',
  respectReducedMotion: true,
  cursorType: 'pointer',
  headings: {
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '1.5rem', lineHeight: '1.3' },
      h2: { fontSize: '1.125rem', lineHeight: '1.4' },
      h3: { fontSize: '0.9375rem', lineHeight: '1.4' },
    },
  },
  components: {
    Button: Button.extend({ defaultProps: { size: 'sm' } }),
    Modal: Modal.extend({ defaultProps: { radius: 'lg', centered: true, overlayProps: { backgroundOpacity: 0.4 }, ...plainHeader } }),
    Drawer: Drawer.extend({ defaultProps: plainHeader }),
  },
})

const drawn = {
  '--mantine-color-text': 'var(--text)',
  '--mantine-color-body': 'var(--paper)',
  '--mantine-color-dimmed': 'var(--muted)',
  '--mantine-color-anchor': 'var(--accent)',
  '--mantine-color-placeholder': 'var(--muted)',
  '--mantine-color-error': 'var(--bad)',
  '--mantine-color-default-border': 'var(--line)',
  '--mantine-color-default-hover': 'var(--wash)',
  '--mantine-color-default': 'var(--paper)',
  '--mantine-color-default-color': 'var(--text)',
  '--mantine-primary-color-contrast': 'var(--on-accent)',
}

/** Mantine's own variables drawn from our tokens, so that both agree in both themes. */
export const variables: CSSVariablesResolver = () => ({ variables: {}, light: drawn, dark: drawn })
