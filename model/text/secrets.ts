/** Signatures and credentials that errors quote from addresses and headers: whoever reads a log may not have them. */

/** Parameters that tell what was asked for; the value of any other may be a signature. */
const HARMLESS = "(?:ns|scope|service|account|api-version|n|last|digest|mount|from)";

const PARAMETER = new RegExp(
    String.raw`([?&]|\\u0026|&amp;)(?!${HARMLESS}=)([\w.~%-]+)=[^&\s"'\\)\]}>]*[^&\s"'\\)\]}>:;,.]`,
    "gi",
);
const ENCODED = /(?<![\w-])((?:sig|signature|token|password|secret|x-amz-[a-z-]+|x-goog-[a-z-]+)%3d)[^&\s"'\\)\]}>]+/gi;
const FIELD =
    /\b((?:sig|signature|access_token|refresh_token|password|client_secret|accountkey|sharedaccesssignature)=)[^&\s"'\\)\]}>,;…]+/gi;
const USER = /(:\/\/)[^/@\s"']+@/g;
const HEADER = /\b(Bearer|Basic) [\w.~+/=-]{16,}/g;
const TOKEN =
    /(?<![\w-])eyJ[\w-]{8,}(?:\.[\w-]+){1,2}|\b(?:dckr_[a-z]+_|gh[opsu]_|github_pat_|glpat-|xox[bp]-)[\w-]{8,}/g;

/** `text`, each of its secrets replaced by `…`. */
export function withoutSecrets(text: string): string {
    return text
        .replace(PARAMETER, "$1$2=…")
        .replace(ENCODED, "$1…")
        .replace(FIELD, "$1…")
        .replace(USER, "$1…@")
        .replace(HEADER, "$1 …")
        .replace(TOKEN, "…");
}
