// What the program adds to a preview: the stack of this repository over an empty program, each in a process of its own.
import assert from "node:assert/strict";
import { Child } from "../e2e/child";
import { median } from "./median";
import type { PreviewCost } from "./previewChild";

const RUNS = 5;

export async function preview(): Promise<string[][]> {
    const costs = { empty: [] as PreviewCost[], stack: [] as PreviewCost[] };
    for (let run = 0; run < RUNS; run++) {
        costs.empty.push(await cost("empty"));
        costs.stack.push(await cost("stack"));
    }
    const [empty, stack] = [costs.empty, costs.stack].map((each) => ({
        seconds: median(each.map(({ seconds }) => seconds)),
        megabytes: median(each.map(({ megabytes }) => megabytes)),
    }));
    assert.ok(empty && stack);
    return [
        ["an empty program", text(empty), "", ""],
        ["the stack `local`", text(stack), (stack.seconds / empty.seconds).toFixed(2), "2.00"],
    ];
}

async function cost(program: "empty" | "stack"): Promise<PreviewCost> {
    const child = new Child("test/bench/previewChild.ts", [program]);
    assert.equal(await child.exitCode(), 0, child.output);
    return JSON.parse(child.output.trim().split("\n").at(-1) ?? "") as PreviewCost;
}

function text({ seconds, megabytes }: PreviewCost): string {
    return `${seconds.toFixed(2)} s, ${megabytes.toFixed(0)} MB`;
}
