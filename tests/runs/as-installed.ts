/** Has a project of this repository load the package as an installed one is loaded: untransformed. */
export const asInstalled = { server: { deps: { external: [/\/dist\/.*\.js$/] } } }
