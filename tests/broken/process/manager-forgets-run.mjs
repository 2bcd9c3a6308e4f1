// Breaks PROC-02: its shutdown does not wait for the run in flight.
export default {
  name: 'Forgetful',
  ownership: 'owned',
  intervalMs: 10,
  create({ work }) {
    let isBusy = false
    const timer = setInterval(async () => {
      if (isBusy) return
      isBusy = true
      await work()
      isBusy = false
    }, 10)
    return { shutdown: async () => clearInterval(timer) }
  },
}
