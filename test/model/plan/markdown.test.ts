import assert from "node:assert/strict";
import { planDifference } from "../../../model/plan/difference";
import { planMarkdown } from "../../../model/plan/markdown";
import type { PlanResource } from "../../../model/plan/resource";
import { markdownCode } from "../../../model/text/markdown";
import { DEPLOYMENT, migration, resource } from "../../support/planResources";

function compared(before: readonly PlanResource[], after: readonly PlanResource[]): string {
    const difference = planDifference(before, after);
    return planMarkdown({ project: "shop", stack: "dev", base: "main", resources: after, difference });
}

describe("a plan as Markdown", () => {
    it("sums up, then shows the clocks, then each change to fold out", () => {
        const text = compared([migration(910, "shop")], [migration(1330, "shop")]);
        assert.equal(
            text,
            `### Plan of stack <code>dev</code> of <code>shop</code>

Against <code>main</code>: 1 changed, 0 unchanged.

| Clock of |  | Seconds |
| --- | --- | --- |
| <code>Job migrate</code> | <code>activeDeadlineSeconds</code> | 910 → 1330 |
| <code>Job migrate</code> | <code>Pulumi&#39;s wait</code> | 1030 → 1450 |

<details><summary>changed: <code>Job migrate</code></summary>

| Property | Before | After |  |
| --- | --- | --- | --- |
| <code>options.customTimeouts.create</code> | <code>1030s</code> | <code>1450s</code> |  |
| <code>options.customTimeouts.update</code> | <code>1030s</code> | <code>1450s</code> |  |
| <code>spec.activeDeadlineSeconds</code> | <code>910</code> | <code>1330</code> |  |

</details>
`,
        );
    });

    it("says in its first line that a migration runs again", () => {
        const text = compared([migration(910, "shop1")], [migration(910, "shop2")]);
        assert.match(text, /: 1 replaced, 0 unchanged\. \*\*The migration runs again\.\*\*\n/);
    });

    it("says that nothing changes, and nothing else", () => {
        const same = [resource({ type: DEPLOYMENT, name: "shop" })];
        assert.match(compared(same, same), /^.*\n\nNothing changes against <code>main<\/code>: 1 resource\.\n$/);
    });

    it("shows every resource where there is no base", () => {
        const resources = [resource({ type: DEPLOYMENT, name: "shop", inputs: { spec: { replicas: 2 } } })];
        const text = planMarkdown({ project: "shop", stack: "dev", resources });
        assert.match(text, /\n1 resource\. Without `--base` there is nothing to compare with\.\n/);
        assert.ok(text.includes('\n```json\n{\n  "spec": {\n    "replicas": 2\n  }\n}\n```\n'), text);
    });

    it("fits into a comment of GitHub, and says what it left out", () => {
        const many = (value: string) =>
            Array.from({ length: 400 }, (_, index) =>
                resource({ type: DEPLOYMENT, name: `shop-${index}`, inputs: { value: value.repeat(150) } }),
            );
        const text = compared(many("a"), many("b"));
        assert.ok(text.length < 65_536, String(text.length));
        assert.match(text, /<\/details>\n\n\d+ more resources not shown here: `--format json` has all\.\n$/);
    });
});

describe("text of others in Markdown", () => {
    it("stays on its line and in its cell, and is neither Markdown, HTML, a mention nor a link", () => {
        const text = markdownCode("a|b\n</code><img src=x> **bold** `tick` @all [x](javascript:y) \\| #1 https://x");
        const inner = text.slice("<code>".length, -"</code>".length);
        assert.doesNotMatch(inner.replace(/&#\d+;/g, ""), /[^\p{L}\p{N} .,/=…-]/u);
        assert.match(inner, /^a&#124;b &#60;/);
    });
});
