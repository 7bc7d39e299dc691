// Bytes that are in the image twice, or that nobody can see: layers only ever add.
import { grouped } from "../grouped";
import { compressedShare, type ImageContent, type LayerContent, type LayerEntry } from "../image/layers";
import type { ImageFinding } from "./finding";
import { layerText, sum } from "./paths";

interface Placed {
    readonly entry: LayerEntry;
    readonly layer: LayerContent;
}

interface Hidden extends Placed {
    readonly by: LayerContent;
}

/** Files of one layer that a later layer deletes or writes again. They are downloaded all the same. */
export function hiddenFindings(image: ImageContent): ImageFinding[] {
    const visible = new Map<string, Placed>();
    const hidden: Hidden[] = [];
    const hide = (path: string, by: LayerContent) => {
        const lower = visible.get(path);
        if (lower !== undefined && lower.layer !== by) {
            hidden.push({ ...lower, by });
            visible.delete(path);
        }
    };
    for (const layer of image.layers) {
        for (const entry of layer.entries.filter(({ kind }) => kind !== "file")) {
            for (const path of pathsBelow(visible, entry)) {
                hide(path, layer);
            }
        }
        for (const entry of layer.entries.filter(({ kind }) => kind === "file")) {
            hide(entry.path, layer);
            visible.set(entry.path, { entry, layer });
        }
    }
    return [...grouped(hidden, ({ layer, by }) => `${layer.digest} ${by.digest}`).values()].map(hiddenFinding);
}

/** The paths that a whiteout deletes: the one that it names, or everything below an opaque folder. */
function pathsBelow(visible: ReadonlyMap<string, Placed>, { path, kind }: LayerEntry): string[] {
    const folder = path === "" ? "" : `${path}/`;
    const below = [...visible.keys()].filter((known) => known.startsWith(folder));
    return kind === "whiteout" && visible.has(path) ? [path, ...below] : below;
}

function hiddenFinding(group: readonly [Hidden, ...Hidden[]]): ImageFinding {
    const [{ layer, by }] = group;
    const entries = group.map(({ entry }) => entry);
    const example = entries.reduce((a, b) => (b.bytes > a.bytes ? b : a)).path;
    return {
        kind: "removed-later",
        what: `${entries.length === 1 ? "1 file is" : `${entries.length} files are`} deleted or written again by a later layer, such as /${example}`,
        where: `${layerText(layer)}, hidden by ${layerText(by)}`,
        savingBytes: compressedShare(layer, sum(entries)),
        advice: "Do both in one RUN, or copy with the right owner and mode in the same step: COPY --chown=1654 --chmod=755",
    };
}

/** Contents that lie in the image under several visible paths. */
export function duplicateFindings(image: ImageContent): ImageFinding[] {
    const hashed = image.layers.flatMap((layer) =>
        layer.entries.flatMap((entry) => (entry.hash === undefined ? [] : [{ hash: entry.hash, entry, layer }])),
    );
    // The same path twice is hidden by the later one, which is a finding of its own.
    const groups = [...grouped(hashed, ({ hash }) => hash).values()].map((group) => [
        ...new Map(group.map((placed) => [placed.entry.path, placed])).values(),
    ]);
    const copies = groups.filter((group) => group.length > 1).map(([, ...repeats]) => repeats);
    if (copies.length === 0) {
        return [];
    }
    const all = copies.flat();
    const example = all.reduce((a, b) => (b.entry.bytes > a.entry.bytes ? b : a));
    return [
        {
            kind: "duplicate",
            what: `${all.length === 1 ? "1 file has" : `${all.length} files have`} the content of another one, such as /${example.entry.path}`,
            where: layerText(example.layer),
            savingBytes: all.reduce((total, { layer, entry }) => total + compressedShare(layer, entry.bytes), 0),
            advice: "COPY once and link (ln -s), or publish projects that share libraries into one folder.",
        },
    ];
}
