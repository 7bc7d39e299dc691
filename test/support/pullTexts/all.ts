import { ACCESS_TEXTS } from "./access";
import { ACR_TEXTS } from "./acr";
import { CERTIFICATE_TEXTS } from "./certificates";
import { CONNECTION_TEXTS } from "./connections";
import { IMAGE_TEXTS, JOINED_TEXTS } from "./images";
import { LIMIT_TEXTS, SERVER_TEXTS } from "./limits";
import { MORE_TEXTS } from "./more";
import { NAME_TEXTS, PROXY_TEXTS } from "./names";
import { DISK_TEXTS, RUNTIME_TEXTS, STORE_TEXTS } from "./node";
import type { PullText } from "./pullText";
import { MIRROR_TEXTS, UNPACK_TEXTS } from "./unpacking";

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
    ...ACR_TEXTS,
    ...ACCESS_TEXTS,
    ...LIMIT_TEXTS,
    ...SERVER_TEXTS,
    ...IMAGE_TEXTS,
    ...JOINED_TEXTS,
    ...MORE_TEXTS,
];
