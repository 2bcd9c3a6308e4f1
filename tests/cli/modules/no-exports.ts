console.log('nothing to see')
