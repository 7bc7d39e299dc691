// Bases that have a smaller official sibling of the same version.
import type { ImageContent } from "../image/layers";
import type { ImageFinding } from "./finding";

interface SmallerBase {
    readonly what: string;
    readonly smaller: string;
    /** Compressed size of the smaller base for linux/amd64, from the registries in 2026, rounded. */
    readonly smallerBytes: number;
}

const MB = 1_000_000;

/** At most one finding: the base that the image says it has, in the version that it names. */
export function baseFindings(image: ImageContent): ImageFinding[] {
    const paths = new Set(image.layers.flatMap(({ entries }) => entries.map(({ path }) => path)));
    const base = smallerBase(variablesOf(image), paths);
    const isSmall = paths.has("etc/alpine-release") || ![...SHELLS].some((shell) => paths.has(shell));
    const baseBytes = image.layers.filter(({ isBase }) => isBase).reduce((sum, { bytes }) => sum + bytes, 0);
    if (base === undefined || isSmall || baseBytes <= base.smallerBytes) {
        return [];
    }
    return [
        {
            kind: "base",
            what: `the base is ${base.what}, with a shell and a package manager`,
            where: "base layers",
            savingBytes: baseBytes - base.smallerBytes,
            advice: `FROM ${base.smaller} as the final stage`,
        },
    ];
}

/** Chiseled and distroless bases have none of them. */
const SHELLS = new Set(["bin/bash", "usr/bin/bash", "bin/dash", "usr/bin/dash"]);

function variablesOf(image: ImageContent): Map<string, string> {
    const lines = image.config.config.Env ?? [];
    return new Map(
        lines.map((line): [string, string] => [line.split("=", 1)[0] ?? "", line.slice(line.indexOf("=") + 1)]),
    );
}

/** By the variables that official images set; none where they name no version. */
function smallerBase(variables: ReadonlyMap<string, string>, paths: ReadonlySet<string>): SmallerBase | undefined {
    return (
        dotnetBase("ASP.NET", "aspnet", 52 * MB, variables.get("ASPNET_VERSION")) ??
        dotnetBase(".NET", "runtime", 41 * MB, variables.get("DOTNET_VERSION")) ??
        nodeBase(variables.get("NODE_VERSION")) ??
        pythonBase(variables.get("PYTHON_VERSION")) ??
        javaBase(variables, paths)
    );
}

function dotnetBase(name: string, repository: string, smallerBytes: number, version = ""): SmallerBase | undefined {
    const chiseled = chiseledTag(version);
    const smaller = `mcr.microsoft.com/dotnet/${repository}:${chiseled}`;
    return chiseled === undefined ? undefined : { what: `${name} on Debian or Ubuntu`, smaller, smallerBytes };
}

/** Microsoft's tags: chiseled images exist from .NET 6 on, on Ubuntu 22.04 (jammy) before .NET 8. */
export function chiseledTag(version: string): string | undefined {
    const [, release = "", major] = /^((\d+)\.\d+)(?:\.|$)/.exec(version) ?? [];
    if (major === undefined || Number(major) < 6) {
        return undefined;
    }
    return `${release}-${Number(major) < 8 ? "jammy" : "noble"}-chiseled`;
}

function nodeBase(version = ""): SmallerBase | undefined {
    const [, major] = /^v?(\d+)\./.exec(version) ?? [];
    return major === undefined
        ? undefined
        : { what: "Node.js on Debian", smaller: `node:${major}-alpine`, smallerBytes: 52 * MB };
}

function pythonBase(version = ""): SmallerBase | undefined {
    const [, minor] = /^(\d+\.\d+)/.exec(version) ?? [];
    return minor === undefined
        ? undefined
        : { what: "Python on Debian", smaller: `python:${minor}-slim`, smallerBytes: 45 * MB };
}

/** `jdk-21.0.5+11` and `jdk8u432-b06` in JAVA_VERSION, whether it is a JDK or a JRE; else the folder of JAVA_HOME. */
function javaBase(variables: ReadonlyMap<string, string>, paths: ReadonlySet<string>): SmallerBase | undefined {
    const [, major] =
        /^(?:jdk-?)?(?:1\.)?(\d+)/.exec(variables.get("JAVA_VERSION") ?? "") ??
        /(?:jdk|java|jvm|jre)[^/]*?-(?:1\.)?(\d+)/.exec(variables.get("JAVA_HOME") ?? "") ??
        [];
    if (major === undefined) {
        return undefined;
    }
    const isJdk = [...paths].some((path) => path.endsWith("/bin/javac"));
    return {
        what: isJdk ? "Java with a JDK" : "a Java runtime on Debian or Ubuntu",
        smaller: `eclipse-temurin:${major}-jre-alpine`,
        smallerBytes: 75 * MB,
    };
}
