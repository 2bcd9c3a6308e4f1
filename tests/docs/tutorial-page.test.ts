import { describe, expect, test } from 'vitest'
import { runCli } from '../run-cli.ts'
import { createProject } from './create-project.ts'
import { readPage } from './read-page.ts'

const page = readPage('docs/tutorial.md')
const MODULE = 'src/heartbeat.subject.ts'

describe('docs/tutorial.md, followed to the letter', () => {
  test('gets the failure that it shows', () => {
    const { folder } = createProject(page.findFiles())
    const { stdout, exitCode } = runCli(['check', MODULE], folder)
    expect(stdout).toContain(page.findBlock('failure'))
    expect(stdout).toContain('[STOP-03]')
    expect(exitCode).toBe(1)
  })

  test('ends with a class that keeps every rule, in the check and in the tests', () => {
    const project = createProject(page.findFiles())
    project.write(page.findFiles('fixed'))
    expect(project.checkTypes()).toBe('')
    const { stdout, exitCode } = runCli(['check', MODULE], project.folder)
    expect(stdout).toContain(page.findBlock('verdict'))
    expect(exitCode).toBe(0)
    expect(project.runVitest()).toMatchObject({ exitCode: 0 })
  })
})
