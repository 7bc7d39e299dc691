// The stack's program, built as the package is.
import { bundle } from "../scripts/rolldown.config.mjs";

/** Pulumi wants `export =`, which keeps Rolldown from joining what it exports with the rest. */
const exportByName = {
    name: "export-by-name",
    transform: {
        filter: { code: "export = program;" },
        handler: (code) => code.replace("export = program;", "export { program };"),
    },
};

export default {
    ...bundle(["index"]),
    plugins: [exportByName],
    preserveEntrySignatures: "allow-extension",
};
