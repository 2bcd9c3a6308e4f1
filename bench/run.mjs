// Every benchmark, each beside its peer in one run. `node bench/run.mjs clock check` runs just these.
const names = process.argv.slice(2)
const all =
  'clock catalogue check reference latency precise collected guard explore deadlock network'.split(
    ' ',
  )
for (const name of all) {
  if (names.length > 0 && !names.includes(name)) continue
  const { run } = await import(`./${name}.mjs`)
  await run()
}
