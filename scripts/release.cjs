// The steps of a release, for .github/workflows/release.yml and for a dry run:
//   node scripts/release.cjs check v0.1.0              fails where the tag, package.json and CHANGELOG.md do not fit together
//   node scripts/release.cjs notes v0.1.0              prints the section of CHANGELOG.md
//   node scripts/release.cjs plugins FILE.tgz FOLDER   writes the component package's plugin for each machine, from the npm package
const { execFileSync } = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");

/** No pre-release: npm would want a tag of its own for it, and the tag of the major version would move to it. */
const TAG = /^v(\d+\.\d+\.\d+)$/;

/** The names that Pulumi asks for. The contents are the same: a program of Node.js runs on each. */
const MACHINES = ["linux-amd64", "linux-arm64", "darwin-amd64", "darwin-arm64", "windows-amd64", "windows-arm64"];

/** All that is wrong with the release of a tag, in words. */
function faultsOf(tag, { version, changelog }) {
    const [, wanted] = TAG.exec(tag) ?? [];
    if (wanted === undefined) {
        return [`${tag} is not a version such as v0.1.0`];
    }
    const faults = wanted === version ? [] : [`package.json has the version ${version}; the tag is ${tag}`];
    const section = sectionOf(changelog, wanted);
    if (section === undefined) {
        faults.push(`CHANGELOG.md has no section "## ${wanted} - YYYY-MM-DD"`);
    } else if (!/^- /m.test(section)) {
        faults.push(`the section of ${wanted} in CHANGELOG.md has no entry`);
    }
    if (/^- /m.test(sectionOf(changelog, "Unreleased") ?? "")) {
        faults.push(`CHANGELOG.md has entries under "## Unreleased": move them to the section of ${wanted}`);
    }
    return faults;
}

/** What stands below a heading, up to the next of its kind; undefined without it. */
function sectionOf(changelog, name) {
    const heading = name === "Unreleased" ? "Unreleased" : `${name.replaceAll(".", "\\.")} - \\d{4}-\\d{2}-\\d{2}`;
    const [, section] = new RegExp(`^## ${heading}\\n([\\s\\S]*?)(?=^## |$(?![\\s\\S]))`, "m").exec(changelog) ?? [];
    return section?.trim();
}

/** Writes the archives, and returns their paths. */
function writePlugins(tarball, folder) {
    const contents = fs.mkdtempSync(path.join(os.tmpdir(), "plugin-"));
    try {
        execFileSync("tar", ["-xzf", tarball, "-C", contents, "--strip-components=1"]);
        const manifest = path.join(contents, "package.json");
        const settings = JSON.parse(fs.readFileSync(manifest, "utf8"));
        fs.writeFileSync(manifest, `${JSON.stringify(withPeers(settings), null, 2)}\n`);
        return MACHINES.map((machine) => {
            const file = path.join(folder, `pulumi-resource-${settings.name}-v${settings.version}-${machine}.tar.gz`);
            execFileSync("tar", ["-czf", path.resolve(file), "-C", contents, "."]);
            return file;
        });
    } finally {
        fs.rmSync(contents, { recursive: true });
    }
}

/** Other languages have no place of their own for Azure's SDK, an optional peer that programs of Node.js install where they need it. */
function withPeers({ peerDependencies, peerDependenciesMeta: _, devDependencies: __, ...settings }) {
    // Not among the dependencies of development too: npm leaves out what is in both.
    return { ...settings, dependencies: { ...settings.dependencies, ...peerDependencies } };
}

function main([step, first = "", second = ""]) {
    const read = (file) => fs.readFileSync(file, "utf8");
    const changelog = () => read("CHANGELOG.md");
    if (step === "check") {
        const { version } = JSON.parse(read("package.json"));
        const faults = faultsOf(first, { version, changelog: changelog() });
        process.stderr.write(faults.map((fault) => `release: ${fault}\n`).join(""));
        process.exitCode = faults.length > 0 ? 1 : 0;
    } else if (step === "notes") {
        process.stdout.write(`${sectionOf(changelog(), first.replace(/^v/, ""))}\n`);
    } else if (step === "plugins") {
        process.stdout.write(writePlugins(first, second).join("\n").concat("\n"));
    } else {
        process.stderr.write("usage: node scripts/release.cjs check TAG | notes TAG | plugins FILE.tgz FOLDER\n");
        process.exitCode = 2;
    }
}

if (require.main === module) {
    main(process.argv.slice(2));
}

module.exports = { faultsOf, sectionOf };
