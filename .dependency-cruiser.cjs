// The walls of the tree: who may import whom (the table in CONTRIBUTING.md), no circles, no file that nothing needs.
const { layers } = require("./scripts/layers.cjs");

const LAYERS = layers();

/** Packages that only compute: all that a decision may use. */
const PURE = [
    "cli-table3",
    "@balena/dockerignore",
    "dockerfile-ast",
    "fastest-levenshtein",
    "ipaddr.js",
    "parse-duration",
    "semver",
    "valibot",
    "yaml",
];

/** Started by their names, by a browser, or read by the compiler alone. */
const STARTED = ["^test/.*\\.(test|e2e|long|package)\\.ts$", "^examples/", "\\.cjs$", "\\.d\\.ts$", "/browser/"];

const rules = [
    ...Object.entries(LAYERS).map(wall),
    {
        name: "model-decides",
        comment:
            "model/ decides: it uses packages that only compute. One that does neither I/O nor Pulumi: add it to PURE",
        from: { path: "^model/" },
        to: { path: "node_modules/", pathNot: `node_modules/(${PURE.join("|")})/` },
    },
    {
        name: "model-reads-nothing",
        comment:
            "model/ decides: what it needs of files, clocks and networks is given to it. node:crypto only computes",
        from: { path: "^model/" },
        to: { dependencyTypes: ["core"], pathNot: "^(?:node:)?crypto$" },
    },
    {
        name: "observe-in-hooks-only",
        comment:
            "components/ imports observe/ inside a hook or a look-up: loading the package must not load what reads clusters",
        from: { path: "^components/" },
        to: { path: "^observe/", dynamic: false, dependencyTypesNot: ["type-only"] },
    },
    { name: "no-circle", from: {}, to: { circular: true } },
    { name: "no-circle-between-rooms", scope: "folder", from: {}, to: { circular: true } },
    { name: "exists", from: {}, to: { couldNotResolve: true } },
    { name: "no-orphan", from: { orphan: true, pathNot: STARTED }, to: {} },
];

function wall([folder, allowed]) {
    const others = Object.keys(LAYERS).filter((other) => other !== folder && !allowed.includes(other));
    return {
        name: `wall-${folder}`,
        comment: `${folder} may import ${allowed.join(", ") || "none of the other folders"}: the table in CONTRIBUTING.md`,
        from: { path: inside([folder]) },
        // An example imports the package by its name, which the compiler finds in components/.
        to: { path: inside(others), ...(folder === "examples" && { dependencyTypesNot: ["aliased-tsconfig"] }) },
    };
}

function inside(folders) {
    return `^(${folders.map((folder) => folder.replaceAll(".", "\\.")).join("|")})(/|$)`;
}

module.exports = {
    forbidden: rules.map((rule) => ({ severity: "error", ...rule })),
    options: {
        doNotFollow: { path: "(^|/)node_modules/|^(dist|docs|\\.local)/" },
        exclude: { path: "^\\.stryker/" },
        tsPreCompilationDeps: true,
        tsConfig: { fileName: "tsconfig.json" },
        enhancedResolveOptions: {
            exportsFields: ["exports"],
            conditionNames: ["node", "require", "import", "types", "default"],
            mainFields: ["main", "types"],
        },
        cache: { folder: "node_modules/.cache/dependency-cruiser", strategy: "content" },
    },
};
