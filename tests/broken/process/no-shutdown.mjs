// Cannot be probed: there is nothing to call.
export default function noShutdown() {
  return { stop() {} }
}
