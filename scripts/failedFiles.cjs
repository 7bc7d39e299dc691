// A reporter of mocha that prints as `spec` does, and writes the files in which a test failed, one a line, into the file that
// `--reporter-option file=NAME` names: .ci/run repeats those. A run without failures leaves it empty.
const fs = require("node:fs");
const path = require("node:path");
const { reporters, Runner } = require("mocha");

class FailedFiles extends reporters.Spec {
    constructor(runner, options) {
        super(runner, options);
        const files = new Set();
        // A hook that fails is reported by the same event.
        runner.on(Runner.constants.EVENT_TEST_FAIL, ({ file }) => files.add(path.relative(process.cwd(), file)));
        runner.once(Runner.constants.EVENT_RUN_END, () => {
            fs.writeFileSync(options.reporterOptions.file, [...files].map((file) => `${file}\n`).join(""));
        });
    }
}

module.exports = FailedFiles;
