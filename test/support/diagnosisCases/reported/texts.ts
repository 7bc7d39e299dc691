// What several reports have in common.

import { containerd } from "../../pullTexts/pullText";

export const BLOB = "sha256:566e42bcee1cd697dcab6098c082789af33bc8cbcbaa95c8adbad87283c85c75";

export function resolving(image: string, error: string): string {
    return containerd(image, `failed to resolve reference "${image}": ${error}`);
}
