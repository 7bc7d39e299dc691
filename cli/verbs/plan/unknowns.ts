// How a value that is not known yet travels between engine, programs and providers.
import { unknownValue } from "@pulumi/pulumi/runtime/rpc";

/** The SDK writes the first and knows no name for the others, which an engine writes for values of other types. */
export const UNKNOWNS: ReadonlySet<unknown> = new Set([
    unknownValue,
    "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7", // boolean
    "3eeb2bf0-c639-47a8-9e75-3b44932eb421", // number
    "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2", // array
    "dd056dcd-154b-4c76-9bd3-c8f88648b5ff", // object
    "030794c1-ac77-496b-92df-f27374a8bd58", // asset
    "e48ece36-62e2-4504-bad9-02848725956a", // archive
]);
