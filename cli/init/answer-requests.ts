// What a subject says about the network: who answers at the URL that the task is given.

const HOST = 'api.test'

/** The URL that is given where one is asked for. */
export function writeHost(): string {
  return `'http://${HOST}'`
}

/** What is noted beside it where the source does not show how the task asks it. */
export const NO_HOST = 'nobody answers at this host'

/** The field `network`, where the work is something other than the request. */
export function writeNetwork(): string {
  return `{ '${HOST}': () => Response.json({}) }`
}

/**
 * The lines of `create` that make each request a run. A host could not: the work fails and hangs as
 * the kit says, and an answer that fails is not a run that fails.
 */
export function answerByRuns(): string[] {
  return [
    '// Each request is a run.',
    'globalThis.fetch = async (_url, init) => {',
    '  await work(init?.signal ?? undefined)',
    '  return Response.json({})',
    '}',
  ]
}
