// What a subject says about the network. Until a subject can name its hosts, nobody answers at a URL:
// only `fetch()` is, by a function of the subject. All that changes when hosts can be named is here.

/** The URL that is given where one is asked for. */
export function writeHost(): string {
  return "'http://api.test'"
}

/** What is noted beside it. */
export const NO_HOST = 'nobody answers at this host'

/** The lines of `create` that answer the requests of the task, with the work where a request is a run. */
export function answerRequests(isRun: boolean): string[] {
  if (!isRun) return ['globalThis.fetch = async () => Response.json({})']
  return [
    '// Each request is a run.',
    'globalThis.fetch = async (_url, init) => {',
    '  await work(init?.signal ?? undefined)',
    '  return Response.json({})',
    '}',
  ]
}
