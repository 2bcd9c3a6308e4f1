import heartbeat from './heartbeat.ts'
import leaky from './leaky.ts'

export default [leaky, { ...heartbeat, name: 'Twin' }]
