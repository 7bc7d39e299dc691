// The stack's program, built as the package is.
import { bundle } from "../scripts/rolldown.config.mjs";

export default bundle(["bench/stackProgram"]);
