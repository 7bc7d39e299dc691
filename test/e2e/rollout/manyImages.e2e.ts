import assert from "node:assert/strict";
import { pushImage } from "../../../platform/kubernetes/images";
import { kubectl } from "../../../platform/kubernetes/kubectl";
import { objects } from "../support/cluster";
import { eventually } from "../support/eventually";
import { freshImage, type Ran, Scenario, sampleRollout } from "../support/scenario";

const NAME = "e2e-many-images";
const REPOSITORY = "e2e/many-images";
const COUNT = 16;
const PREPULL_PODS = "app.kubernetes.io/component=image-prepull";
const RECORDS = "app.kubernetes.io/component=image-prepull-record";

describe("a rollout of 16 images of 20 MB", () => {
    let warnedAt: number | undefined;
    const scenario = new Scenario(NAME, undefined, (text) => {
        if (warnedAt === undefined && /warning: .*pre-pull of \S+:9\.9\.9: node local-node: not found/.test(text)) {
            warnedAt = Date.now();
        }
    });
    const references: string[] = [];
    let ran: Ran;
    let firstPods: string[];

    before(async () => {
        await scenario.prepare();
        while (references.length < COUNT) {
            references.push((await freshImage(REPOSITORY)).reference);
        }
        ran = await up(references);
    });
    after(() => scenario.remove());

    it("opens the gate of each image with 4 pre-pull pods on the node", async () => {
        assert.equal(ran.failure, undefined, ran.output);
        const records = await objects(NAME, "configmaps", RECORDS);
        assert.deepEqual(records.map(({ data }) => data.reference).sort(), [...references].sort());
        firstPods = (await prepullPods()).map(({ metadata }) => metadata.uid);
        assert.equal(firstPods.length, 4);
    });

    describe("one of which is not in the registry", () => {
        let most = 0;

        before(async () => {
            const [first = "", ...others] = references;
            const ended = up([first.replace(/@.*$/, ":9.9.9"), ...others]);
            const running = watchPods(ended);
            await eventually(() => assert.ok(warnedAt, "not warned yet"), 120);
            await pushImage({ repository: REPOSITORY, tag: "9.9.9", size: 20_000_000, seed: Date.now() });
            [ran] = await Promise.all([ended, running]);
        });

        it("warns with the image, the node and the cause within 5 s of the kubelet's event, while it is tried again", async () => {
            const events = JSON.parse(await kubectl(["get", "events", "-n", NAME, "-o", "json"])) as {
                items: { reason: string; message: string; firstTimestamp: string }[];
            };
            const failed = events.items.find(
                ({ reason, message }) => reason === "Failed" && message.includes(":9.9.9"),
            );
            assert.ok(failed && warnedAt);
            // The event's time is a whole second, rounded down.
            assert.ok(warnedAt - Date.parse(failed.firstTimestamp) < 6_000, `${failed.firstTimestamp} ${warnedAt}`);
        });

        it("goes through once it is there", () => {
            assert.equal(ran.failure, undefined, ran.output);
        });

        it("has at most 8 pre-pull pods while one release replaces the other", () => {
            assert.ok(most > 4 && most <= 8, `${most} pods`);
        });

        it("pulls nothing that the node has", async () => {
            const text = await kubectl(["get", "events", "-n", NAME, "--field-selector=reason=Pulling", "-o", "json"]);
            const { items } = JSON.parse(text) as { items: { message: string; involvedObject: { uid: string } }[] };
            const newer = items.filter(({ involvedObject }) => !firstPods.includes(involvedObject.uid));
            assert.ok(newer.length > 0);
            assert.deepEqual(
                newer.map(({ message }) => message).filter((message) => !message.includes(":9.9.9")),
                [],
            );
        });

        async function watchPods(ended: Promise<unknown>): Promise<void> {
            let isRunning = true;
            void ended.finally(() => {
                isRunning = false;
            });
            while (isRunning) {
                most = Math.max(most, (await prepullPods()).length);
                await new Promise((resolve) => setTimeout(resolve, 300));
            }
        }
    });

    function up(images: readonly string[]): Promise<Ran> {
        const rollout = sampleRollout(NAME, "", { migration: undefined, application: undefined });
        const named = images.map((image, index) => ({ name: `image-${index + 1}`, image, size: "20MB" }));
        scenario.configure({ rollout: { ...rollout, images: named } });
        return scenario.up();
    }

    function prepullPods() {
        return objects(NAME, "pods", PREPULL_PODS);
    }
});
