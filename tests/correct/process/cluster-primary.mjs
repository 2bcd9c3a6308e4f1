// A primary whose workers take no more connections once it is told to end, and which it does not start again then.
import cluster from 'node:cluster'
import { createServer } from 'node:http'

if (cluster.isPrimary) {
  let isStopping = false
  process.on('SIGTERM', () => {
    if (isStopping) return
    isStopping = true
    console.log('stopping')
    cluster.disconnect(() => console.log('all workers are gone'))
  })
  cluster.on('exit', () => {
    if (!isStopping) cluster.fork()
  })
  for (let n = 0; n < 2; n += 1) cluster.fork()
} else {
  createServer((_request, response) => response.end('ok')).listen(0, '127.0.0.1')
}
