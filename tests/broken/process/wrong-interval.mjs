// Cannot be probed: it is no subject.
export default { name: 'Hurried', ownership: 'owned', intervalMs: -1, create: () => ({}) }
