/** What `--help` prints. */
export const HELP_TEXT = `vitest-shutdown: proves that long-lived background tasks shut down

Usage
  vitest-shutdown check <module…>    check the subjects that the modules default-export
  vitest-shutdown rules              list the rules
  vitest-shutdown explain RULE-ID    say what a rule requires, and what to do when it is broken

Options of check
  --only RULE,…      check these rules only, for example --only STOP-03,DROP-01
  --json FILE        write the results to FILE as JSON; - is standard output

Options of rules
  --json             write the rules as JSON

Other options
  --help, -h         print this text
  --version, -v      print the version

A module is a path, or a name that your Vite config or Node resolves. Its default export is a
subject, or an array of subjects:

  export default {
    name: 'Heartbeat',
    ownership: 'owned',
    intervalMs: 1000,
    create: ({ work, logger }) => new Heartbeat(work, { intervalMs: 1000, logger }),
  }

The check runs on your own Vitest and Vite config. Colour follows NO_COLOR and FORCE_COLOR.

Exit codes
  0  every MUST holds
  1  a MUST is broken
  2  something could not be checked: a usage error, no subject, or rule KIT-00`
