'use strict'

const { setTimeout, clearTimeout } = require('node:timers')

/** Constructor functions and prototypes, as before classes. */
function Janitor(probe, intervalMs) {
  this._probe = probe
  this._intervalMs = intervalMs
  this._running = false
  this._stopped = false
  this._dropped = false
  this._callbacks = []
  this._abort = new AbortController()
  this._schedule()
}

Janitor.prototype._schedule = function () {
  this._timer = setTimeout(this._clean.bind(this), this._intervalMs)
}

Janitor.prototype._clean = function () {
  const self = this
  let outcome
  self._running = true
  try {
    outcome = Promise.resolve(self._probe.work(self._abort.signal))
  } catch (error) {
    outcome = Promise.reject(error)
  }
  void outcome
    .catch(function (error) {
      if (!self._dropped) self._probe.logger.error('janitor: cleaning failed', error)
    })
    .then(function () {
      self._running = false
      if (self._stopped) self._finish()
      else if (!self._dropped) self._schedule()
    })
}

Janitor.prototype._finish = function () {
  this._finished = true
  this._probe.logger.info('janitor: shutdown finished')
  for (const callback of this._callbacks.splice(0)) callback()
}

Janitor.prototype.shutdown = function () {
  const self = this
  return new Promise(function (resolve) {
    if (self._dropped || self._finished) return resolve()
    self._callbacks.push(resolve)
    if (self._stopped) return
    self._stopped = true
    clearTimeout(self._timer)
    if (!self._running) self._finish()
  })
}

Janitor.prototype.drop = function () {
  if (this._dropped || this._stopped) return
  this._dropped = true
  clearTimeout(this._timer)
  this._abort.abort()
  this._probe.logger.warn('janitor: dropped, shutdown() was not called')
}

/** @type {import('../../harness/model/subject.ts').Subject} */
const subject = {
  name: 'Janitor',
  ownership: 'owned',
  intervalMs: 1000,
  create: (probe) => new Janitor(probe, 1000),
  drop: (janitor) => janitor.drop(),
}

module.exports = subject
