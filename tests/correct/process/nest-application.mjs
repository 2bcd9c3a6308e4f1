// NestJS with its own shutdown hooks, which raise the signal again.
import 'reflect-metadata'
import { setTimeout as sleep } from 'node:timers/promises'
import { Controller, Get, Module } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'

class Orders {
  async list() {
    await sleep(100)
    return ['order']
  }
}
Controller('orders')(Orders)
Get()(Orders.prototype, 'list', Object.getOwnPropertyDescriptor(Orders.prototype, 'list'))

class Application {
  timer = setInterval(() => {}, 1000)

  beforeApplicationShutdown(signal) {
    console.log(`closing by ${signal}`)
  }

  async onApplicationShutdown() {
    clearInterval(this.timer)
    await sleep(50)
    console.log('closed')
  }
}
Module({ controllers: [Orders] })(Application)

const application = await NestFactory.create(Application)
application.enableShutdownHooks()
await application.listen(0, '127.0.0.1')
