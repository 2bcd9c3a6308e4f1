/** Why a check does not run the rules of the process. */
export const RUN_PROBE = 'it needs a real process: run `vitest-shutdown probe`'
