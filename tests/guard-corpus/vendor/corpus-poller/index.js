export function startPolling(work, everyMs) {
  const timer = setInterval(() => work(), everyMs) // <- leak poller
  return {
    stop() {
      clearInterval(timer)
    },
  }
}

export async function startPollingSoon(work, everyMs) {
  await Promise.resolve()
  await new Promise((resolve) => setTimeout(resolve, 2))
  const timer = setInterval(() => work(), everyMs) // <- leak poller-soon
  return {
    stop() {
      clearInterval(timer)
    },
  }
}
