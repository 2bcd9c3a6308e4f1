/** What became of a cell, with the reason unless all is well. */
const ok = () => ({ status: 'ok', reason: '' })
export const failed = (reason) => ({ status: 'failed', reason })
/** The parts do not go together, by their own word. */
export const notSupported = (reason) => ({ status: 'not supported', reason })
/** It could not be tried here. */
export const skipped = (reason) => ({ status: 'skipped', reason })

export function judge(problems) {
  return problems.length === 0 ? ok() : failed(problems.join('\n'))
}
