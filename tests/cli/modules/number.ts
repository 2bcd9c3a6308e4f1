export default 5
