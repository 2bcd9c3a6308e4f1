import { defineConfig } from 'vitest/config'

const guard = 'vitest-shutdown/setup'

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'plain',
          include: ['*.case.ts'],
          exclude: ['{before,after}.case.ts'],
          setupFiles: [guard],
        },
      },
      {
        test: {
          name: 'before',
          include: ['before.case.ts'],
          setupFiles: ['./ignore-intervals.setup.ts', guard],
        },
      },
      {
        test: {
          name: 'after',
          include: ['after.case.ts'],
          setupFiles: [guard, './ignore-intervals.setup.ts'],
        },
      },
    ],
  },
})
