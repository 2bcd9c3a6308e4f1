/** The pages of the documentation, from a project that has the package installed. */
export const DOCS_FOLDER = 'node_modules/vitest-shutdown/docs'
