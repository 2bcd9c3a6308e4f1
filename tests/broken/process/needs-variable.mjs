// Is nothing without its configuration.
if (process.env.DATABASE_URL === undefined) {
  console.error('DATABASE_URL is not set')
  process.exit(1)
}
