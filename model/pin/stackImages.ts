// The list `images` of a stack's rollout, as nodes of the YAML that know where they stand in the text.
import {
    type Document,
    isMap,
    isScalar,
    isSeq,
    type ParsedNode,
    parseDocument,
    type YAMLMap,
    type YAMLParseError,
    type YAMLSeq,
} from "yaml";
import { UsageError } from "../userError";

const ROLLOUT = "aks-image-delivery:rollout";

export interface StackImages {
    readonly file: string;
    readonly text: string;
    readonly list: YAMLSeq.Parsed;
    readonly entries: readonly StackEntry[];
}

export interface StackEntry {
    readonly name: unknown;
    readonly values: Readonly<Record<string, unknown>>;
    readonly node: YAMLMap.Parsed;
    /** The node of a key's value, which another map may have merged in; undefined where there is none. */
    readonly valueOf: (key: string) => ParsedNode | undefined;
}

/** @throws UsageError for faults of YAML, and where `images` is not a list of entries. */
export function stackImages(file: string, text: string): StackImages {
    const document = parseDocument(text, { keepSourceTokens: true, merge: true });
    const [fault] = document.errors;
    if (fault !== undefined) {
        const line = fault.linePos?.[0].line;
        throw new UsageError(`${file}${line === undefined ? "" : `:${line}`}: ${faultText(fault)}`);
    }
    const rollout = child(document, child(document, document.contents ?? undefined, "config"), ROLLOUT);
    if (!isMap(rollout)) {
        throw new UsageError(
            `${file} has no keys under ${ROLLOUT} in config: write the rollout first, with images: []`,
        );
    }
    const list = child(document, rollout as ParsedNode, "images");
    if (!isSeq(list)) {
        throw new UsageError(`images of ${ROLLOUT} in ${file} is not a list: write images: [] or its entries`);
    }
    const nodes = list.items.map((item) => resolved(document, item as ParsedNode));
    const entries = nodes.map((node, index) => {
        if (!isMap(node)) {
            throw new UsageError(`images[${index}] of ${ROLLOUT} in ${file} is not an entry with name, image and size`);
        }
        const values = node.toJS(document) as Record<string, unknown>;
        return { name: values.name, values, node, valueOf: (key: string) => own(node, key) };
    });
    return { file, text, list: list as YAMLSeq.Parsed, entries: entries as readonly StackEntry[] };
}

function faultText({ code, message }: YAMLParseError): string {
    return code === "MULTIPLE_DOCS"
        ? "a second document begins here, and a stack has one: leave out the line ---"
        : (message.split("\n")[0] ?? "");
}

function child(document: Document.Parsed, node: ParsedNode | undefined, key: string): ParsedNode | undefined {
    return isMap(node) ? resolved(document, own(node as YAMLMap.Parsed, key)) : undefined;
}

function own(node: YAMLMap, key: string): ParsedNode | undefined {
    const pair = node.items.find((item) => isScalar(item.key) && item.key.value === key);
    return (pair?.value ?? undefined) as ParsedNode | undefined;
}

/** What an alias stands for. */
function resolved(document: Document.Parsed, node: ParsedNode | undefined): ParsedNode | undefined {
    return node !== undefined && "resolve" in node ? (node.resolve(document) as ParsedNode | undefined) : node;
}
