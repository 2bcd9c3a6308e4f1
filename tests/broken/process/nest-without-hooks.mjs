// Breaks PROC-01: without enableShutdownHooks(), Nest calls no hook when the signal comes.
import 'reflect-metadata'
import { Module } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'

class Application {
  onApplicationShutdown() {
    console.log('closed')
  }
}
Module({})(Application)

const application = await NestFactory.create(Application, { logger: false })
await application.listen(0, '127.0.0.1')
