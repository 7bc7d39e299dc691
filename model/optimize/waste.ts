// Bytes that are in the image twice, or that nobody can see: layers only ever add.
import { compressedShare, type ImageContent, type LayerContent, type LayerEntry } from "../imageLayers";
import type { Finding } from "./finding";
import { layerText, sum } from "./paths";

interface Placed {
    readonly entry: LayerEntry;
    readonly layer: LayerContent;
}

/** Files of one layer that a later layer deletes or writes again. They are downloaded all the same. */
export function hiddenFindings(image: ImageContent): Finding[] {
    const visible = new Map<string, Placed>();
    const hidden = new Map<LayerContent, Map<LayerContent, LayerEntry[]>>();
    const hide = (path: string, by: LayerContent) => {
        const lower = visible.get(path);
        if (lower === undefined || lower.layer === by) {
            return;
        }
        const byLayer = hidden.get(lower.layer) ?? new Map<LayerContent, LayerEntry[]>();
        hidden.set(lower.layer, byLayer.set(by, [...(byLayer.get(by) ?? []), lower.entry]));
        visible.delete(path);
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
    return [...hidden].flatMap(([layer, byLayer]) =>
        [...byLayer].map(([by, entries]) => hiddenFinding(layer, by, entries)),
    );
}

/** The paths that a whiteout deletes: the one that it names, or everything below an opaque folder. */
function pathsBelow(visible: ReadonlyMap<string, Placed>, { path, kind }: LayerEntry): string[] {
    const folder = path === "" ? "" : `${path}/`;
    const below = [...visible.keys()].filter((known) => known.startsWith(folder));
    return kind === "whiteout" && visible.has(path) ? [path, ...below] : below;
}

function hiddenFinding(layer: LayerContent, by: LayerContent, entries: readonly LayerEntry[]): Finding {
    const example = entries.reduce((a, b) => (b.bytes > a.bytes ? b : a)).path;
    return {
        kind: "removed-later",
        what: `${entries.length === 1 ? "1 file is" : `${entries.length} files are`} deleted or written again by a later layer, such as /${example}`,
        where: `${layerText(layer)}, hidden by ${layerText(by)}`,
        savingBytes: compressedShare(layer, sum(entries)),
        advice: "Do both in one RUN, or copy with the right owner and mode at once: COPY --chown=1654 --chmod=755",
    };
}

/** Contents that lie in the image under several visible paths. */
export function duplicateFindings(image: ImageContent): Finding[] {
    const byContent = new Map<string, Placed[]>();
    for (const layer of image.layers) {
        for (const entry of layer.entries) {
            if (entry.hash !== undefined) {
                byContent.set(entry.hash, [...(byContent.get(entry.hash) ?? []), { entry, layer }]);
            }
        }
    }
    // The same path twice is hidden by the later one, which is a finding of its own.
    const groups = [...byContent.values()].map((group) => [
        ...new Map(group.map((placed) => [placed.entry.path, placed])).values(),
    ]);
    const copies = groups.filter((group) => group.length > 1).map(([, ...again]) => again);
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
