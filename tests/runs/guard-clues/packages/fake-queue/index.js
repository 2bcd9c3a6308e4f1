/** Runs jobs that take their time, with a pause after each. */
export function createQueue() {
  const jobs = []
  let timer
  const work = async () => {
    await jobs.shift()?.()
    timer = setTimeout(() => void work(), jobs.length > 0 ? 1 : 60_104)
  }
  return {
    add(job) {
      jobs.push(job)
      timer ??= setTimeout(() => void work(), 1)
    },
  }
}
