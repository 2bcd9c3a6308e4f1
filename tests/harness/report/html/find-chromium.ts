import { existsSync } from 'node:fs'

/** Where a Chromium usually is. */
const PATHS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** The Chromium of CHROMIUM_PATH, or one that is installed; undefined where there is none. */
export function findChromium(): string | undefined {
  const { CHROMIUM_PATH } = process.env
  // One that was named has to be there: a misspelt path must not skip the tests.
  return CHROMIUM_PATH !== undefined && CHROMIUM_PATH !== ''
    ? CHROMIUM_PATH
    : PATHS.find((path) => existsSync(path))
}
