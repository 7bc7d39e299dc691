// Gives the stack's program the name of a module's export: what it loads later needs the module too.
import program = require("../index");

export { program };
