// Let Mermaid's own parser read diagrams: node tools/check_mermaid.mjs FILE…
// Needs the npm packages mermaid and jsdom where Node finds them from the working directory. Prints one line of JSON:
// {file: null | error}. Exit code 1 where a diagram is refused, 2 where a package is absent.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const require = createRequire(pathToFileURL(join(process.cwd(), 'package.json')));
let mermaid;
try {
  const { JSDOM } = require('jsdom');
  const { window } = new JSDOM('<!doctype html>');
  globalThis.window = window;
  globalThis.document = window.document;
  const where = require.resolve('mermaid/package.json');
  mermaid = (await import(pathToFileURL(join(where, '..', 'dist', 'mermaid.core.mjs')))).default;
} catch (error) {
  console.error(String(error));
  process.exit(2);
}

const found = {};
for (const file of process.argv.slice(2)) {
  try {
    const { diagramType } = await mermaid.parse(readFileSync(file, 'utf8'));
    found[file] = diagramType === 'journey' ? null : `taken for ${diagramType}`;
  } catch (error) {
    found[file] = String(error);
  }
}
console.log(JSON.stringify(found));
process.exit(Object.values(found).some(Boolean) ? 1 : 0);
