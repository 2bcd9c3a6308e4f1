export interface MailRepository {
  findDue(now: Date): Promise<{ id: string; to: string }[]>
  markSent(id: string): Promise<void>
}

export interface Mailer {
  send(to: string): Promise<void>
}

export interface Clock {
  now(): Date
}

/** A service with four dependencies. */
export class MailScheduler {
  private timer: NodeJS.Timeout | undefined

  constructor(
    private readonly repository: MailRepository,
    private readonly mailer: Mailer,
    private readonly clock: Clock,
    private readonly log: { info(message: string): void; error(message: string): void },
  ) {}

  onModuleInit(): void {
    this.start()
  }

  start(): void {
    this.timer = setTimeout(() => void this.tick(), 15_000)
  }

  private async tick(): Promise<void> {
    try {
      for (const mail of await this.repository.findDue(this.clock.now())) {
        await this.mailer.send(mail.to)
        await this.repository.markSent(mail.id)
      }
    } catch (error) {
      this.log.error(`mails not sent: ${String(error)}`)
    }
    this.start()
  }

  shutdown(): Promise<void> {
    clearTimeout(this.timer)
    this.log.info('mail scheduler stopped')
    return Promise.resolve()
  }
}
