/** Several named jobs, each registered with its interval. */
export class CronRegistry {
  private readonly jobs = new Map<string, NodeJS.Timeout>()

  register(name: string, intervalMs: number, job: () => Promise<void>): void {
    this.jobs.set(
      name,
      setInterval(() => {
        job().catch((error: unknown) => console.error(`${name} failed`, error))
      }, intervalMs),
    )
  }

  unregister(name: string): void {
    clearInterval(this.jobs.get(name))
    this.jobs.delete(name)
  }

  shutdown(): void {
    for (const name of this.jobs.keys()) this.unregister(name)
  }
}
