// What a registry asks for with 401: the WWW-Authenticate header, as the distribution specification uses it.

export type Challenge =
    | { readonly scheme: "basic" }
    | { readonly scheme: "bearer"; readonly realm: URL; readonly service?: string; readonly scope?: string };

/**
 * The challenge of a WWW-Authenticate header, or undefined where it is not one that a registry client can answer: another
 * scheme, or a realm that is not a web address. Bearer is preferred where both are offered.
 */
export function challengeOf(header: string | undefined): Challenge | undefined {
    const bearer = /(?:^|,\s*)bearer\s+(.*)/is.exec(header ?? "")?.[1];
    if (bearer === undefined) {
        return /(?:^|,\s*)basic\b/i.test(header ?? "") ? { scheme: "basic" } : undefined;
    }
    const parameters = new Map<string, string>();
    for (const [, key = "", quoted, plain = ""] of bearer.matchAll(
        /([a-z_]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))/gi,
    )) {
        const name = key.toLowerCase();
        // What comes a second time belongs to the next challenge, such as the realm of Basic.
        parameters.set(name, parameters.get(name) ?? quoted?.replace(/\\(.)/g, "$1") ?? plain);
    }
    const realm = parameters.get("realm") ?? "";
    if (!/^https?:\/\//i.test(realm) || !URL.canParse(realm)) {
        return undefined;
    }
    return {
        scheme: "bearer",
        realm: new URL(realm),
        service: parameters.get("service"),
        scope: parameters.get("scope"),
    };
}
