// Compares two pod templates as Kubernetes understands them: with its defaults filled in, lists by their keys, variables expanded.
// Written apart from model/adopt, whose decisions it judges.
import { isDeepStrictEqual } from "node:util";
import { effective, INHERITED, isMap, type Loose } from "./effectivePod";

/** Paths that differ, by the names of the first one's containers. Its first container is the other's `main`. */
export function podDifferences(running: Loose, rendered: Loose, main: string): string[] {
    const own = running.spec.containers[0].name;
    const renamed = (name: string) => (name === main ? own : name);
    const paths = different(
        "",
        effective(running, (name) => name),
        effective(rendered, renamed),
    );
    return [...new Set(paths.map((path) => inheritedPath(running.spec, path)))].sort();
}

/** What a container has from its pod differs there, once. */
function inheritedPath(spec: Loose, path: string): string {
    const [, list = "", name, field = ""] = /^spec\.(\w+)\[([^\]]+)\]\.securityContext\.(\w+)$/.exec(path) ?? [];
    const own = spec[list]?.find((container: Loose) => container.name === name)?.securityContext?.[field];
    return INHERITED.includes(field) && own === undefined ? `spec.securityContext.${field}` : path;
}

function different(path: string, one: Loose, other: Loose): string[] {
    if (isDeepStrictEqual(one, other)) {
        return [];
    }
    if (!isMap(one) || !isMap(other)) {
        return [path];
    }
    return [...new Set([...Object.keys(one), ...Object.keys(other)])].flatMap((key) =>
        different(key.startsWith("[") ? path + key : path === "" ? key : `${path}.${key}`, one[key], other[key]),
    );
}
