// Says so where node is too old for the tests of the pages: older ones have no clock that a test can turn.

const LEAST = [20, 19];

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < LEAST[0] || (major === LEAST[0] && minor < LEAST[1])) {
  console.error(`The tests of the pages need Node ${LEAST.join(".")} or newer, and this is ${process.versions.node}.`);
  process.exit(1);
}
