/** Saves a while after the last change. */
export class DebouncedSaver {
  private timer: ReturnType<typeof setTimeout> | null = null
  private saving: Promise<void> | null = null

  constructor(
    private readonly save: () => Promise<void>,
    private readonly delayMs = 200,
  ) {}

  touch(): void {
    if (this.timer !== null) clearTimeout(this.timer)
    this.timer = setTimeout(() => {
      this.timer = null
      this.saving = this.save().finally(() => {
        this.saving = null
      })
    }, this.delayMs)
  }

  async end(): Promise<void> {
    if (this.timer !== null) clearTimeout(this.timer)
    await this.saving
  }
}
