/** The order of packages: each may import those before it. */
const order = ['model', 'sync', 'charts', 'grid', 'ui', 'app']
const forbidden = order.flatMap((name, place) => {
  const above = order.slice(place + 1).filter((other) => !(name === 'grid' && other === 'ui'))
  if (above.length === 0) return []
  return [{
    name: `${name}-knows-nothing-above`,
    severity: 'error',
    from: { path: `^packages/${name}/src` },
    to: { path: `^packages/(${above.join('|')})/src` },
  }]
})

module.exports = {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: { path: '^packages' }, to: { circular: true } },
    { name: 'model-is-pure', severity: 'error', from: { path: '^packages/model/src', pathNot: '\\.test\\.' }, to: { path: 'node_modules/(react|yjs|@tiptap)' } },
    { name: 'pages-do-not-know-each-other', severity: 'error',
      from: { path: '^packages/app/src/pages/([^/]+)/' }, to: { path: '^packages/app/src/pages/', pathNot: '^packages/app/src/pages/($1|evidence|share)/' } },
    ...forbidden,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    exclude: { path: 'generated|locales' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import'], extensions: ['.ts', '.tsx', '.js'] },
  },
}
