// The page of `history --html` in a real browser, without network. Skipped where Chromium is not installed.
import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { historyPage } from "../../../cli/verbs/history/page/page";
import { imageStatistics, type PullRecord, statistics } from "../../../model/pulls/statistics";

const CHROMIUM = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((path) =>
    existsSync(path),
);
const FLAGS =
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync";
const NOON = Date.UTC(2026, 2, 1, 12);
const IMAGES = ["acr1.azurecr.io/shop/api:1", "acr1.azurecr.io/shop/orders:2"];

function records(count: number): PullRecord[] {
    return Array.from({ length: count }, (_, index) => ({
        ...{
            key: String(index),
            image: IMAGES[index % 2] ?? "",
            node: `node-${index % 7}`,
            namespace: "shop",
            pod: `p${index}`,
        },
        ...{
            at: NOON + index * 1000,
            seconds: 1 + (index % 90),
            waitingSeconds: index % 5,
            bytes: (1 + (index % 2)) * 300e6,
        },
    }));
}

function pageOf(pulls: PullRecord[]): string {
    const times = { since: new Date(NOON).toISOString(), until: new Date(NOON + 864e5).toISOString() };
    const rows = { images: imageStatistics(pulls), nodes: statistics(pulls) };
    return historyPage({ cluster: "aks-prod", ...times, pulls: pulls.length, ...rows }, pulls);
}

describe("the page of the history, in a browser", () => {
    let folder: string;
    let browser: Browser;
    let page: Page;
    let complaints: string[];

    before(async function () {
        if (CHROMIUM === undefined) {
            this.skip();
        }
        folder = mkdtempSync(join(tmpdir(), "page-"));
        browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS.split(" ") });
    });
    after(async () => {
        await browser?.close();
        rmSync(folder ?? "", { recursive: true, force: true });
    });

    async function open(pulls: PullRecord[], colorScheme: "light" | "dark" = "light"): Promise<void> {
        writeFileSync(join(folder, "page.html"), pageOf(pulls));
        page = await browser.newPage({ viewport: { width: 1200, height: 900 }, offline: true, colorScheme });
        await page.addInitScript(`(() => {
            window.drawn = [];
            const fillText = CanvasRenderingContext2D.prototype.fillText;
            CanvasRenderingContext2D.prototype.fillText = function (text, ...place) {
                window.drawn.push(text);
                return fillText.call(this, text, ...place);
            };
        })()`);
        complaints = [];
        page.on("console", (message) => complaints.push(message.text()));
        page.on("pageerror", (error) => complaints.push(String(error)));
        page.on("request", (request) => request.url().startsWith("file:") || complaints.push(request.url()));
        await page.goto(`file://${join(folder, "page.html")}`);
    }
    afterEach(async () => {
        assert.deepEqual(complaints, []);
        await page.close();
    });

    /** How many different colours a plot was drawn in, its background left out. */
    const colours = (id: string) =>
        page.evaluate(`(() => {
            const canvas = document.querySelector("#${id} canvas");
            const pixels = new Uint32Array(canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.buffer);
            return new Set(pixels).size;
        })()`) as Promise<number>;

    it("draws both plots in light and in dark", async () => {
        for (const scheme of ["light", "dark"] as const) {
            await page?.close();
            await open(records(500), scheme);
            assert.ok((await colours("time")) > 20);
            assert.ok((await colours("size")) > 20);
        }
    });

    it("fits a window of 1200 pixels", async () => {
        await open(records(500));
        assert.ok(Number(await page.evaluate("document.documentElement.scrollWidth")) <= 1200);
    });

    it("names the pull under the pointer", async () => {
        await open([...records(1), { ...(records(1)[0] as PullRecord), key: "last", at: NOON + 60_000 }]);
        const box = await page.locator("#size .u-over").boundingBox();
        assert.ok(box);
        for (let y = 1; y < box.height && (await page.locator("#tip").isHidden()); y += 10) {
            await page.mouse.move(box.x + box.width / 1.05, box.y + y);
        }
        assert.match(
            (await page.locator("#tip").textContent()) ?? "",
            /shop\/api:1\nnode-0, 2026-03-01 12:0.*\npulled in 1\.0 s/,
        );
    });

    it("draws the pull timeout over the pulls of one image", async () => {
        const drawn = () =>
            page.evaluate(`(() => {
                const canvas = document.querySelector("#time canvas");
                const probe = document.createElement("canvas").getContext("2d");
                probe.fillStyle = getComputedStyle(document.documentElement).getPropertyValue("--limit").trim();
                probe.fillRect(0, 0, 1, 1);
                const pixelsOf = (context, width, height) =>
                    new Uint32Array(context.getImageData(0, 0, width, height).data.buffer);
                const [wanted] = pixelsOf(probe, 1, 1);
                return pixelsOf(canvas.getContext("2d"), canvas.width, canvas.height).filter((pixel) => pixel === wanted).length;
            })()`) as Promise<number>;
        await open(records(500));
        assert.equal(await drawn(), 0);
        await page.close();
        await open(records(500));
        await page.selectOption("#image", "1");
        assert.ok((await drawn()) > 100);
    });

    it("has a time axis that fits one pull, and pulls within seconds", async () => {
        const apart = (seconds: number) => ({
            ...(records(1)[0] as PullRecord),
            key: "last",
            at: NOON + seconds * 1000,
        });
        for (const pulls of [records(1), [...records(1), apart(3)]]) {
            await page?.close();
            await open(pulls);
            const drawn = (await page.evaluate("window.drawn")) as string[];
            const times = [...new Set(drawn.filter((text) => /^\d\d[:-]\d\d(:\d\d)?$/.test(text)))];
            assert.ok(times.length >= 3, drawn.join());
            assert.ok(
                times.every((text) => /^(11:59|12:00):\d\d$/.test(text)),
                times.join(),
            );
        }
    });

    it("narrows plots and table to one image", async () => {
        await open(records(500));
        assert.equal((await page.locator("tbody:visible").count()) >= 2, true);
        await page.selectOption("#image", "1");
        assert.deepEqual(await page.locator("table > tbody[data-image]:visible").count(), 1);
        assert.match((await page.locator("table > tbody[data-image]:visible").textContent()) ?? "", /shop\/orders:2/);
    });

    it("shows 100,000 pulls", async () => {
        await open(records(100_000));
        assert.ok((await colours("time")) > 10);
    });

    it("stands without any pull", async () => {
        await open([]);
        assert.match((await page.textContent("body")) ?? "", /No pull was seen/);
    });
});
