import { connect, type MqttClient } from 'mqtt'
import { defineSubject } from 'vitest-shutdown'
import { serveMqtt } from './peers/serve-mqtt.ts'

// A consumer of a topic, which publishes to it too. It leaves with `endAsync()`, as the README says.
class Consumer {
  readonly #client: MqttClient = connect('mqtt://broker.test')
  #job: Promise<void> | undefined
  #closed: Promise<void> | undefined

  constructor(work: () => void | Promise<void>) {
    this.#client.on('error', (error) => console.error('mqtt', error))
    this.#client.on('connect', () => this.#client.subscribe('jobs'))
    this.#client.on('message', () => {
      this.#job ??= this.#run(work).finally(() => {
        this.#job = undefined
      })
    })
  }

  async #run(work: () => void | Promise<void>): Promise<void> {
    try {
      await work()
    } catch (error) {
      console.error('job failed', error)
    }
  }

  publish(): void {
    if (this.#closed === undefined) this.#client.publish('jobs', 'a job')
  }

  shutdown(): Promise<void> {
    this.#closed ??= this.#close()
    return this.#closed
  }

  async #close(): Promise<void> {
    await this.#client.endAsync()
    await this.#job
  }
}

export default defineSubject({
  name: 'mqtt',
  ownership: 'owned',
  profile: 'graceful',
  intervalMs: 1000,
  network: { 'broker.test:1883': serveMqtt },
  create: ({ work }) => new Consumer(work),
  trigger: (consumer) => consumer.publish(),
})
