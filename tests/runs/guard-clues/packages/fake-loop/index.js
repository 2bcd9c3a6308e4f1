const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

/** Waits once. */
export const wait = () => sleep(1)

/** Does its rounds in one function that never returns. */
export async function loop(onRound, ms = 60_106) {
  for (let round = 1; ; round += 1) {
    await sleep(round < 3 ? 1 : ms)
    onRound(round)
    if (round === 2) onRound('last')
  }
}

/** Begins in a job of its own. */
export function later(ms) {
  void Promise.resolve().then(() => setTimeout(() => {}, ms))
}
