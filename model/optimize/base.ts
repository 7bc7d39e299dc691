// Bases that have a smaller official sibling.
import type { ImageContent } from "../image/layers";
import type { ImageFinding } from "./finding";

interface BaseRule {
    readonly what: string;
    /** Variable that the official image sets. */
    readonly variable: string;
    readonly smaller: string;
    /** Compressed size of the smaller base for linux/amd64, from the registries in 2026, rounded. */
    readonly smallerBytes: number;
}

const MB = 1_000_000;

const RULES: readonly BaseRule[] = [
    {
        what: "ASP.NET on Debian or Ubuntu",
        variable: "ASPNET_VERSION",
        smaller: "mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled",
        smallerBytes: 52 * MB,
    },
    {
        what: ".NET on Debian or Ubuntu",
        variable: "DOTNET_VERSION",
        smaller: "mcr.microsoft.com/dotnet/runtime:10.0-noble-chiseled",
        smallerBytes: 41 * MB,
    },
    { what: "Node.js on Debian", variable: "NODE_VERSION", smaller: "node:22-alpine", smallerBytes: 52 * MB },
    { what: "Python on Debian", variable: "PYTHON_VERSION", smaller: "python:3.14-slim", smallerBytes: 45 * MB },
    { what: "Java with a JDK", variable: "JAVA_HOME", smaller: "eclipse-temurin:25-jre-alpine", smallerBytes: 75 * MB },
];

/** At most one finding: the base that the image says it has. */
export function baseFindings(image: ImageContent): ImageFinding[] {
    const variables = new Set((image.config.config.Env ?? []).map((line) => line.split("=")[0] ?? ""));
    const rule = RULES.find(({ variable }) => variables.has(variable));
    const paths = new Set(image.layers.flatMap(({ entries }) => entries.map(({ path }) => path)));
    const isSmall = paths.has("etc/alpine-release") || ![...SHELLS].some((shell) => paths.has(shell));
    const baseBytes = image.layers.filter(({ isBase }) => isBase).reduce((sum, { bytes }) => sum + bytes, 0);
    if (rule === undefined || isSmall || baseBytes <= rule.smallerBytes) {
        return [];
    }
    return [
        {
            kind: "base",
            what: `the base is ${rule.what}, with a shell and a package manager`,
            where: "base layers",
            savingBytes: baseBytes - rule.smallerBytes,
            advice: `FROM ${rule.smaller} as the final stage`,
        },
    ];
}

/** Chiseled and distroless bases have none of them. */
const SHELLS = new Set(["bin/bash", "usr/bin/bash", "bin/dash", "usr/bin/dash"]);
