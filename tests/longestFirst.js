const { default: Sequencer } = require("@jest/test-sequencer");

/**
 * The order of the suites. Where jest has not seen them before, as on a machine of CI, it takes a big file for a long
 * suite; but these are long because they wait for a browser or for a program of its own, however short the file is.
 * A long one that starts last would leave the other worker with nothing to do. Of the two that begin, only one needs the
 * sample organisation that the suites share: nobody makes it twice.
 */
const longest = [/\/sandbox\/(fieldNotes\/chaos|host\/start)\.test/, /\/tests\/browser\//];

const rank = ({ path }) => {
  const found = longest.findIndex((pattern) => pattern.test(path.replaceAll("\\", "/")));
  return found === -1 ? longest.length : found;
};

module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((one, other) => rank(one) - rank(other));
  }
};
