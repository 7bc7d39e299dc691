// Runs before `npm start` and `npm test`: installs the packages when they are missing or not the ones of the lock file.
// Plain node without dependencies, because on a fresh clone there are none.
const { spawnSync } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");

/**
 * True when everything that the lock file asks for is installed, by npm's own record. Contents are compared and not times:
 * a checkout makes files younger without changing them.
 */
function isInstalled(folder) {
    const wanted = readPackages(path.join(folder, "package-lock.json"));
    const installed = readPackages(path.join(folder, "node_modules/.package-lock.json"));
    return Object.entries(wanted)
        .filter(([place]) => place !== "")
        .every(([place, entry]) => {
            const found = installed[place];
            // Packages for other kinds of machines are in the lock file and never installed.
            return found === undefined ? isOptional(entry) : found.integrity === entry.integrity;
        });
}

function isOptional(entry) {
    return Boolean(entry.optional || entry.devOptional || entry.peer);
}

function readPackages(file) {
    return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, "utf8")).packages : {};
}

if (require.main === module) {
    const folder = path.join(__dirname, "..");
    if (!isInstalled(folder)) {
        const { status } = spawnSync("npm", ["ci"], { cwd: folder, stdio: "inherit" });
        process.exitCode = status ?? 1;
    }
}

module.exports = { isInstalled };
