import { relative } from 'node:path'
import type { TestProject, Vitest } from 'vitest/node'

/**
 * The project of the user's config that a file belongs to: the one with the nearest root above it.
 *
 * Where no root is above it the first project is taken. Projects that run in a browser are passed
 * over: a check needs Node.
 */
export function findProject(vitest: Vitest, path: string): TestProject {
  const projects = vitest.projects.filter((project) => !project.config.browser?.enabled)
  const [first = vitest.getRootProject()] = projects
  const around = projects.filter((project) => !relative(project.config.root, path).startsWith('..'))
  return (
    around.reduce<TestProject | undefined>(
      (nearest, project) =>
        nearest !== undefined && nearest.config.root.length >= project.config.root.length
          ? nearest
          : project,
      undefined,
    ) ?? first
  )
}
