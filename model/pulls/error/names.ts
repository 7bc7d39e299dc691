/**
 * Names in an error: references, addresses, paths. They say nothing of its cause, since a repository may well be called
 * `x509` or `not-found`, so they are blanked before anything is recognised, each character by a filler: places stay the same.
 */

interface Name {
    readonly text: string;
    readonly start: number;
    readonly end: number;
}

export interface Words {
    /** The text as it is shown. */
    readonly shown: string;
    /** The same, its names blanked. */
    readonly words: string;
    readonly names: readonly Name[];
}

/** What stands for each character of a name. */
const FILLER = "·";

/** What Go or a person put in quotes, unless it is a part of JSON or the page that a server answered. */
const QUOTED = /(?<![{[:,=])"((?!\\x)[^"\s<{]+)"(?!:["[{])|(?<=[\s(])'([^'\s<{]{2,})'/g;

/** Words at a place where only a name can stand. */
const IN_PLACE =
    /(?<=\blookup )[^\s:]+|(?<=\breading manifest )\S+(?= in )|(?<=\b(?:manifest for|repository|artifact|image|image name|short-name|tag) )\S+(?= (?:not found|returns|did not resolve))|(?<=\baccess denied for )[^\s,]+|(?<=\bhost )\S+(?= failed)/g;

const TOKEN = /\S+/g;
const LEADING = /^[([{"'*]+/;
const TRAILING = /[,;:.)\]}'"]+$/;

/** Packages of Go and types of content have a slash, too. */
const NOT_A_NAME =
    /^(?:i\/o|and\/or|read\/write|net\/http|net\/url|archive\/tar|crypto\/\w+|application\/.+|text\/[a-z]+|input\/output|manifest\/list|list\/index|blobs\/layers|manifest|[a-z]\w*::[A-Z]\w*)$/;
const HOST = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/;
const HASH = /^[0-9a-f]{32,}$/;
const WITH_COLON = /[^:]:[^:]/;

export function blanked(shown: string): Words {
    const characters = [...ranges(shown)].sort((a, b) => a.start - b.start);
    const names: Name[] = [];
    let words = "";
    let at = 0;
    for (const { start, end } of characters) {
        if (start >= at) {
            words += shown.slice(at, start) + FILLER.repeat(end - start);
            names.push({ text: shown.slice(start, end), start, end });
            at = end;
        }
    }
    return { shown, words: words + shown.slice(at), names };
}

interface Range {
    readonly start: number;
    readonly end: number;
}

function* ranges(shown: string): Generator<Range> {
    for (const match of shown.matchAll(QUOTED)) {
        const start = match.index + 1;
        yield { start, end: start + (match[1] ?? match[2] ?? "").length };
    }
    for (const match of shown.matchAll(IN_PLACE)) {
        yield { start: match.index, end: match.index + match[0].length };
    }
    for (const match of shown.matchAll(TOKEN)) {
        const leading = LEADING.exec(match[0])?.[0].length ?? 0;
        const token = match[0].slice(leading).replace(TRAILING, "");
        if (isName(token)) {
            const start = match.index + leading;
            yield { start, end: start + token.length };
        }
    }
}

function isName(token: string): boolean {
    if (token.includes("://")) {
        return true;
    }
    if (token.length < 3 || token.startsWith("\\x") || /[<{=]|":"/.test(token) || NOT_A_NAME.test(token)) {
        return false;
    }
    return /[/\\@]/.test(token) || WITH_COLON.test(token) || HOST.test(token) || HASH.test(token);
}
