// Runs in the browser: draws the plots from the data in the page, and narrows plots and table to one image.
(() => {
    const LEAST_SECONDS = 0.1;
    const HEIGHT = 340;
    const REACH_PX = 24;
    const COLUMNS = 600;
    const LEVELS_PER_DECADE = 60;
    const data = JSON.parse(document.getElementById("data").textContent);
    const select = document.getElementById("image");
    const tip = document.getElementById("tip");
    if (data.pulls.length === 0) {
        return;
    }

    const colour = (name) => () => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
    const secondsText = (value) => (value === null ? "–" : `${value < 10 ? value.toFixed(1) : Math.round(value)} s`);
    const sizeText = (bytes) => (bytes === null ? "unknown size" : `${Math.round(bytes / 1e6)} MB`);
    // A logarithmic scale has no zero.
    const shown = (seconds) => Math.max(seconds, LEAST_SECONDS);

    const points = (label, name, alpha) => ({
        label,
        stroke: colour(name),
        paths: () => null,
        points: { show: true, size: 5, width: 0, fill: () => `${colour(name)()}${alpha}` },
        value: (_plot, value) => secondsText(value),
    });

    const timeoutLine = {
        label: "pull timeout",
        stroke: colour("limit"),
        width: 1.5,
        spanGaps: true,
        points: { show: false },
        value: (_plot, value) => secondsText(value),
    };

    const axis = ({ grid, ...more } = {}) => ({
        stroke: colour("quiet"),
        grid: { stroke: colour("line"), width: 1, ...grid },
        ticks: { stroke: colour("line"), width: 1 },
        ...more,
    });

    const isDecade = (value) => Number.isInteger(Math.round(Math.log10(value) * 1e6) / 1e6);
    const seconds = axis({
        size: 64,
        grid: { filter: (_plot, splits) => splits.map((value) => (isDecade(value) ? value : null)) },
        values: (_plot, splits) => splits.map((value) => (isDecade(value) ? `${value} s` : "")),
    });

    // UTC, as in the rest of the page and in the cluster's own times.
    const iso = (at) => new Date(at * 1000).toISOString();
    const time = axis({
        values: (_plot, splits, _axis, _space, step) =>
            splits.map((at) =>
                step >= 86_400 || at % 86_400 === 0 ? iso(at).slice(5, 10) : iso(at).slice(11, step < 60 ? 19 : 16),
            ),
    });

    /** At least 20 s of room around the pulls. Around a single moment uPlot would lay years, since it takes seconds for milliseconds there. */
    function timeRange({ data: [times] }, least, most) {
        const end = times[0] === times[times.length - 1] ? least : most;
        const room = Math.max(0.03 * (end - least), 20);
        return [least - room, end + room];
    }

    function pulls(image) {
        return image === "" ? data.pulls : data.pulls.filter((pull) => pull[4] === Number(image));
    }

    /** Of pulls that fall on the same spot of a plot one is drawn: tens of thousands would take the browser seconds. */
    function thinned(rows, xOf) {
        const least = rows.reduce((value, row) => Math.min(value, xOf(row)), Number.POSITIVE_INFINITY);
        const most = rows.reduce((value, row) => Math.max(value, xOf(row)), Number.NEGATIVE_INFINITY);
        const column = (row) => Math.round(((xOf(row) - least) / (most - least || 1)) * COLUMNS);
        const level = (value) => Math.round(Math.log10(shown(value)) * LEVELS_PER_DECADE);
        return [...new Map(rows.map((row) => [`${column(row)} ${level(row[1])} ${level(row[2])}`, row])).values()];
    }

    /** Rows are what the tooltip speaks of; null where a point of the line stands. */
    function overTime(chosen, image) {
        const rows = thinned(chosen, ([at]) => at).sort((a, b) => a[0] - b[0]);
        const waited = rows.map(([, , waiting]) => (waiting < LEAST_SECONDS ? null : waiting));
        // Images have different timeouts: one line can be drawn for one image.
        const timeout = image === "" ? null : data.timeouts[Number(image)];
        const columns = [rows.map(([at]) => at), rows.map((row) => shown(row[1])), waited, rows.map(() => timeout)];
        return { rows, columns };
    }

    function againstSize(chosen) {
        const sized = chosen.filter((row) => row[3] !== null);
        const known = thinned(sized, (row) => row[3]).map((row) => ({ x: row[3], row, limit: null }));
        const line = data.limits.map(([x, limit]) => ({ x, row: null, limit }));
        const all = [...known, ...line].sort((a, b) => a.x - b.x);
        const taken = all.map(({ row }) => (row === null ? null : shown(row[1])));
        return {
            rows: all.map(({ row }) => row),
            columns: [all.map(({ x }) => x), taken, all.map(({ limit }) => limit)],
        };
    }

    function plot(id, arrange, options) {
        const place = document.getElementById(id);
        let { rows, columns } = arrange(pulls(""), "");
        const chart = new uPlot(
            {
                width: place.clientWidth,
                height: HEIGHT,
                legend: { live: false },
                tzDate: (at) => uPlot.tzDate(new Date(at * 1000), "Etc/UTC"),
                cursor: { points: { show: false }, drag: { x: true, y: false } },
                hooks: { setCursor: [(self) => showTip(self, rows)] },
                ...options,
            },
            columns,
            place,
        );
        chart.over.addEventListener("mouseleave", () => {
            tip.hidden = true;
        });
        new ResizeObserver(() => chart.setSize({ width: place.clientWidth, height: HEIGHT })).observe(place);
        return {
            chart,
            show(image) {
                ({ rows, columns } = arrange(pulls(image), image));
                chart.setData(columns);
            },
        };
    }

    function showTip(chart, rows) {
        const { left, top } = chart.cursor;
        const found = left < 0 ? undefined : nearest(chart, rows, left, top);
        tip.hidden = found === undefined;
        if (tip.hidden) {
            return;
        }
        const [at, pull, waiting, bytes, image, node] = found;
        tip.textContent = [
            data.images[image],
            `${data.nodes[node]}, ${iso(at).slice(0, 19).replace("T", " ")}`,
            `pulled in ${secondsText(pull)}, waited ${secondsText(waiting)}, ${sizeText(bytes)}`,
        ].join("\n");
        const area = chart.over.getBoundingClientRect();
        const isRight = area.left + left > innerWidth / 2;
        tip.style.left = isRight ? "auto" : `${area.left + left + 14}px`;
        tip.style.right = isRight ? `${innerWidth - area.left - left + 14}px` : "auto";
        tip.style.top = `${area.top + top + 14}px`;
    }

    function nearest(chart, rows, left, top) {
        const squared = (x, seconds) =>
            seconds === null
                ? Number.POSITIVE_INFINITY
                : (chart.valToPos(x, "x") - left) ** 2 + (chart.valToPos(seconds, "y") - top) ** 2;
        const [xs, ...columns] = chart.data;
        let [best, least] = [undefined, REACH_PX ** 2];
        for (const [index, row] of rows.entries()) {
            const distance =
                row === null ? least : Math.min(...columns.map((column) => squared(xs[index], column[index])));
            if (distance < least) {
                least = distance;
                best = row;
            }
        }
        return best;
    }

    const plots = [
        plot("time", overTime, {
            scales: { x: { range: timeRange }, y: { distr: 3 } },
            axes: [time, seconds],
            series: [{}, points("pulling", "pull", "b0"), points("waiting in the queue", "wait", "b0"), timeoutLine],
        }),
        plot("size", againstSize, {
            scales: { x: { time: false }, y: { distr: 3 } },
            axes: [axis({ values: (_plot, splits) => splits.map((value) => `${value / 1e6} MB`) }), seconds],
            series: [{}, points("pulling", "pull", "b0"), timeoutLine],
        }),
    ];

    select.append(new Option(`all ${data.images.length} images`, ""));
    for (const [index, image] of data.images.entries()) {
        select.append(new Option(image, String(index)));
    }
    select.addEventListener("change", () => {
        for (const { show } of plots) {
            show(select.value);
        }
        for (const rows of document.querySelectorAll("tbody[data-image]")) {
            rows.hidden = select.value !== "" && rows.dataset.image !== select.value;
        }
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
        for (const { chart } of plots) {
            chart.redraw(false, true);
        }
    });
})();
