// Core takes its timer functions when it is loaded: with the trampolines in place, the timeouts of
// child processes would follow the clock in some worker pools and not in others.
import 'node:child_process'
import { installTrampolines } from '../../../harness/clock/trampolines.ts'

// Imported before the modules whose captures are to follow the clock.
installTrampolines()
