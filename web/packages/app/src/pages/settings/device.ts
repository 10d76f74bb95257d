const BROWSERS: [RegExp, string][] = [
  [/YaBrowser\//, 'Yandex Browser'], [/Edg\//, 'Edge'], [/OPR\//, 'Opera'], [/Firefox\//, 'Firefox'], [/(Chrome|Chromium)\//, 'Chrome'], [/Safari\//, 'Safari'],
]
const SYSTEMS: [RegExp, string][] = [
  [/iPhone|iPad/, 'iOS'], [/Android/, 'Android'], [/Windows/, 'Windows'], [/Mac OS X/, 'macOS'], [/Linux/, 'Linux'],
]

const first = (names: [RegExp, string][], said: string) => names.find(([sign]) => sign.test(said))?.[1] ?? ''

/** The browser and the system behind what a browser says of itself. */
export const deviceIn = (said: string) => ({ browser: first(BROWSERS, said), system: first(SYSTEMS, said) })
