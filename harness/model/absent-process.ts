/** Why a check does not run the rules of the process. */
export const RUN_PROBE = 'it takes a real process: run `vitest-shutdown probe`'
