/** The hooks that the templates of a Helm chart declare, as far as they can be read without rendering them. */

export interface ChartHook {
    readonly kind: string;
    /** As it is written, which may hold a template: `{{ .Release.Name }}-migrate`. */
    readonly name: string;
    /** Such as `pre-install,pre-upgrade`. */
    readonly hook: string;
    /** The value without which the template is empty: `["migration", "enabled"]`. */
    readonly onlyIf?: readonly string[];
}

/** Hooks of one template. Tests are none: they run only when they are asked for. */
export function chartHooks(template: string): ChartHook[] {
    return template.split(/^---.*$/m).flatMap((document) => {
        const hook = value(document, /^\s+["']?helm\.sh\/hook["']?:\s*(.+?)\s*$/m);
        const isTest = hook?.split(",").every((each) => /^test/.test(each.trim()));
        return hook === undefined || isTest
            ? []
            : [
                  {
                      kind: value(document, /^kind:\s*(.+?)\s*$/m) ?? "object",
                      name: value(document, /^metadata:(?:\n[ \t].*)*?\n\s+name:\s*(.+?)\s*$/m) ?? "without a name",
                      hook,
                      ...condition(document),
                  },
              ];
    });
}

/** Of the `if` around the whole document. */
function condition(document: string): Pick<ChartHook, "onlyIf"> {
    const path = value(document, /^\{\{-? *if \.Values\.([\w.]+) *-?\}\}\n(?:(?!kind:|\{\{).*\n)*kind:/m);
    return path === undefined ? {} : { onlyIf: path.split(".") };
}

function value(document: string, pattern: RegExp): string | undefined {
    return pattern.exec(document)?.[1]?.replace(/^(["'])(.*)\1$/, "$2");
}
