// Every benchmark, each beside its peer in one run. `node bench/run.mjs clock check` runs just these.
const names = process.argv.slice(2)
for (const name of ['clock', 'catalogue', 'check', 'reference', 'guard', 'deadlock']) {
  if (names.length > 0 && !names.includes(name)) continue
  const { run } = await import(`./${name}.mjs`)
  await run()
}
