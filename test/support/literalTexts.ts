// What a source can say: its literals of two words or more, with {} where a value goes.
import ts from "typescript";

/** In the order of the source; a sentence that is put together with + is one. */
export function literalTexts(source: string): string[] {
    const texts: string[] = [];
    const visit = (node: ts.Node): void => {
        const text = textOf(node);
        if (text !== undefined && (text.match(/\p{L}{2,}/gu)?.length ?? 0) > 1 && text.includes(" ")) {
            texts.push(text.replaceAll("\n", "\\n"));
        }
        for (const inner of text === undefined ? childrenOf(node) : valuesIn(node)) {
            visit(inner);
        }
    };
    visit(ts.createSourceFile("source.ts", source, ts.ScriptTarget.Latest, true));
    return texts;
}

/** Undefined for what is not a text of its own. */
function textOf(node: ts.Node): string | undefined {
    if (ts.isStringLiteralLike(node)) {
        return node.text;
    }
    if (ts.isTemplateExpression(node)) {
        return node.head.text + node.templateSpans.map(({ literal }) => `{}${literal.text}`).join("");
    }
    const [left, right] = isSum(node) ? [textOf(node.left), textOf(node.right)] : [];
    return left === undefined && right === undefined ? undefined : `${left ?? "{}"}${right ?? "{}"}`;
}

/** The values that a text is given, which may hold texts themselves. */
function valuesIn(node: ts.Node): ts.Node[] {
    if (ts.isTemplateExpression(node)) {
        return node.templateSpans.map(({ expression }) => expression);
    }
    const parts = isSum(node) ? [node.left, node.right] : [];
    return parts.flatMap((part) => (textOf(part) === undefined ? [part] : valuesIn(part)));
}

function isSum(node: ts.Node): node is ts.BinaryExpression {
    return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken;
}

function childrenOf(node: ts.Node): ts.Node[] {
    const children: ts.Node[] = [];
    ts.forEachChild(node, (child) => void children.push(child));
    return children;
}
