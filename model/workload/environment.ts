/**
 * The order of a container's variables. The kubelet expands `$(NAME)` by what stands before it: a value that refers to a
 * secret further down would reach the program as the text `$(NAME)`.
 */

/** A variable, and its text where it has one that is known. */
export interface Variable {
    readonly name: string;
    readonly text?: string;
}

export interface EnvironmentOrder {
    /** Names: what a variable refers to comes before it; everything else stays where it is. */
    readonly names: readonly string[];
    /** Such as `A -> B -> A`: in whatever order they stand, one is not expanded. */
    readonly circles: readonly string[];
    /** What nothing defines, by the variable that refers to it: the program gets the text `$(NAME)`. */
    readonly undefinedNames: readonly { readonly variable: string; readonly name: string }[];
}

/**
 * @param variables with different names, as they were written
 * @param others true for a name that something else may define, such as an imported ConfigMap
 */
export function environmentOrder(
    variables: readonly Variable[],
    others: (name: string) => boolean = () => false,
): EnvironmentOrder {
    const byName = new Map(variables.map((variable) => [variable.name, variable]));
    const names = new Set<string>();
    const circles: string[] = [];
    const undefinedNames: { variable: string; name: string }[] = [];
    const place = (variable: Variable, path: readonly string[]): void => {
        if (!names.has(variable.name)) {
            for (const name of references(variable.text ?? "")) {
                follow(name, [...path, variable.name]);
            }
            names.add(variable.name);
        }
    };
    const follow = (name: string, path: readonly string[]): void => {
        const wanted = byName.get(name);
        const start = path.indexOf(name);
        if (wanted !== undefined && start < 0) {
            place(wanted, path);
        } else if (others(name)) {
            // What is imported is there before all of them; `PATH=$(PATH):/opt` adds to it.
        } else if (wanted === undefined) {
            undefinedNames.push({ variable: path.at(-1) ?? "", name });
        } else {
            circles.push([...path.slice(start), name].join(" -> "));
        }
    };
    for (const variable of variables) {
        place(variable, []);
    }
    return { names: [...names], circles, undefinedNames };
}

/** The names in `$(NAME)`, read as Kubernetes does: `$$` is a dollar sign, so `$$(NAME)` refers to nothing. */
export function references(text: string): string[] {
    const found = [...text.matchAll(/\$(?:\$|\(([^)]*)\))/gs)].flatMap(([, name]) => name ?? []);
    return [...new Set(found)];
}

/**
 * Variables that the kubelet defines for the Services of a namespace, by their names in capitals
 * (https://kubernetes.io/docs/tutorials/services/connect-applications-service/#environment-variables).
 */
export function isServiceVariable(name: string): boolean {
    return /^[A-Z][A-Z0-9_]*_(SERVICE_(HOST|PORT(_[A-Z0-9_]+)?)|PORT(_\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)?)$/.test(
        name,
    );
}
