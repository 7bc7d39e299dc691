import { IMAGE_TEXTS, JOINED_TEXTS } from "./images";
import { MORE_TEXTS } from "./more";
import { CERTIFICATE_TEXTS, CONNECTION_TEXTS, NAME_TEXTS, PROXY_TEXTS } from "./network";
import { DISK_TEXTS, MIRROR_TEXTS, RUNTIME_TEXTS, STORE_TEXTS, UNPACK_TEXTS } from "./node";
import type { PullText } from "./pullText";
import { ACCESS_TEXTS, LIMIT_TEXTS, SERVER_TEXTS } from "./registries";

export const PULL_TEXTS: readonly PullText[] = [
    ...PROXY_TEXTS,
    ...NAME_TEXTS,
    ...CONNECTION_TEXTS,
    ...CERTIFICATE_TEXTS,
    ...DISK_TEXTS,
    ...STORE_TEXTS,
    ...RUNTIME_TEXTS,
    ...UNPACK_TEXTS,
    ...MIRROR_TEXTS,
    ...ACCESS_TEXTS,
    ...LIMIT_TEXTS,
    ...SERVER_TEXTS,
    ...IMAGE_TEXTS,
    ...JOINED_TEXTS,
    ...MORE_TEXTS,
];
