import { defineConfig } from 'vitest/config'

const guard = 'vitest-shutdown/setup'

/** A project of one test file, with the setup file of the same name. */
function createProject(name: string): { test: object } {
  return {
    test: { name, include: [`${name}.case.ts`], setupFiles: [guard, `./${name}.setup.ts`] },
  }
}

export default defineConfig({
  test: {
    projects: [
      createProject('unknown-option'),
      createProject('ignore-without-reason'),
      createProject('baseline-broken'),
      createProject('baseline-missing'),
      createProject('second-copy'),
      { test: { name: 'no-setup', include: ['no-setup{,-in-test}.case.ts'] } },
      { test: { name: 'in-test', include: ['in-test.case.ts'], setupFiles: [guard] } },
    ],
  },
})
