/** What `--help` prints. */
export const HELP_TEXT = `vitest-shutdown: proves that long-lived background tasks shut down

Usage
  vitest-shutdown check <module…>    check the subjects that the modules default-export
  vitest-shutdown probe <module>     shut down a real process by a signal, and watch it end
  vitest-shutdown baseline           write down the leaks that your tests have today
  vitest-shutdown rules              list the rules
  vitest-shutdown explain RULE-ID    say what a rule requires, and what to do when it is broken

Options of check
  --only RULE,…      check these rules only, for example --only STOP-03,DROP-01
  --explore MS       give each rule that explores every moment so many milliseconds; by default
                     each runs up to 4,000 schedules
  --replay TOKEN     run the one schedule that the token of a failure stands for
  --json FILE        write the results to FILE as JSON; - is standard output
  --html FILE        write them as one page, with the timelines drawn
  --junit FILE       write them as JUnit XML, for a CI server
  --badge FILE       write the JSON of a badge for a README, as shields.io reads it

Options of probe
  --signal SIGNAL       the signal to send; default SIGTERM
  --deadline MS         how long the process may take to end after it; default 10000
  --scenario NAME,…     also let the program hang or fail, which the environment variable
                        VITEST_SHUTDOWN_PROBE tells it: hung, failing
  --ready-when TEXT     wait until the program prints this; default: until it listens, and is quiet
  --complete-when TEXT  a shutdown that did not print this is not complete
  --subject NAME        the subject to take, where the module exports several
  --json FILE           write the result to FILE as JSON; - is standard output
  -- ARGUMENTS          what follows is for the program

Options of baseline
  --output FILE      the file to write; default the one of configureGuard({ baseline }), or else
                     vitest-shutdown.baseline.json
  --add              let new leaks in; without it, a file that is there only shrinks
  --check            write nothing, and exit with 1 where the file is not up to date
  -- ARGUMENTS       what follows is for Vitest, for example -- --project unit

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

To probe, name a program that installs its own signal handlers, or a module that default-exports a
subject or a function \`(probe) => manager\`, which runs under \`shutdownOnSignals()\`.

The check and the probe run on your own Vitest and Vite config. Colour follows NO_COLOR and FORCE_COLOR.
In GitHub Actions each finding is annotated on its line.

The baseline is of the open-handle guard, setupFiles: ['vitest-shutdown/setup']: leaks that are in
it do not fail. The command runs all tests once, as \`vitest run\` does.

Exit codes
  0  every MUST holds; no rule of the probe is broken; the baseline is written, or up to date
  1  a MUST is broken, of a probe any rule; there are new leaks, or the baseline is not up to date
  2  something could not be checked: a usage error, no subject, rule KIT-00, a process that is
     never ready, or no guard in the tests`
