module.exports = { name: 'Old', ownership: 'owned', intervalMs: '1000', create() {} }
