// Stack files as people write them, with the place of the values that `pin` writes: before and after differ in those alone.
export interface Values {
    readonly image: string;
    readonly size: string;
    readonly layers: number;
}

export type Stack = (values: Values) => string;

const block =
    (lines: (values: Values) => string): Stack =>
    (values) =>
        `config:\n  aks-image-delivery:rollout:\n    namespace: shop\n${lines(values)}`;

const crlf =
    (stack: Stack): Stack =>
    (values) =>
        stack(values).replaceAll("\n", "\r\n");

const plain = block(
    ({ image, size, layers }) =>
        `    images:\n      - name: shop\n        image: ${image}\n        size: ${size}\n        layers: ${layers}\n    nodes: 3\n`,
);

export const ODD_STACKS: Readonly<Record<string, Stack>> = {
    plain,
    "line breaks of Windows": crlf(plain),
    "a byte order mark": (values) => `\uFEFF${plain(values)}`,
    "no line break at the end": block(
        ({ image, size }) => `    images:\n      - name: shop\n        image: ${image}\n        size: ${size}`,
    ),
    "comments everywhere": (values) =>
        `# top\n${block(
            ({ image, size }) =>
                `    # before\n    images: # list\n      # entry\n      - name: shop # name\n        # pinned\n        image: ${image}   # 1.4.1\n\n        size: ${size} # compressed\n      # end\n    quorum: 0.6   # odd   spacing\n`,
        )(values)}# bottom\n`,
    "quotes of both kinds": block(
        ({ image, size }) =>
            `    "images":\n      - 'name': "shop"\n        "image": "${image}"\n        'size': '${size}'\n`,
    ),
    "the list at its key's column": block(
        ({ image, size }) => `    images:\n    - name: shop\n      image: ${image}\n      size: ${size}\n`,
    ),
    "an entry in braces": block(
        ({ image, size }) => `    images:\n      - { name: shop, image: ${image}, size: ${size} } # short\n`,
    ),
    "a list in brackets over lines": block(
        ({ image, size, layers }) =>
            `    images: [\n      { name: web, image: "r.io/web:1", size: 1GB },\n      { "name": "shop", "image": "${image}", "size": "${size}", layers: ${layers} }, # last\n    ]\n`,
    ),
    "a whole file of JSON": ({ image, size }) =>
        `{"config":{"aks-image-delivery:rollout":{"images":[{"name":"shop","size":"${size}","image":"${image}"}],"nodes":3}}}\n`,
    "an anchor that other keys use": block(
        ({ image, size }) =>
            `    images:\n      - name: &name shop\n        image: &image ${image}\n        size: &size "${size}"\n    application:\n      image: *name\n      env: { IMAGE: *image }\n`,
    ),
    "an anchored list and entry": block(
        ({ image, size }) =>
            `    images: &images\n      - &shop\n        size: ${size}\n        name: shop\n        image: ${image}\n`,
    ),
    "a folded text": block(
        ({ image, size }) =>
            `    images:\n      - name: shop\n        image: >- # long\n          ${image}\n        size: !!str ${size}\n`,
    ),
    "other entries, other keys and a secret": block(
        ({ image, size }) =>
            `    images:\n      - name: web\n        image: r.io/web:1\n        size: 1GB\n\n      - timeoutSeconds: 90\n        image: ${image}\n        name: shop\n        size: ${size}\n      - name: last\n        image: r.io/last@sha256:${"1".repeat(64)}\n        size: 10MB\n  aks-image-delivery:registry: {resourceGroupName:   rg}\n  shop:password:\n    secure: v1:abc=\nencryptionsalt: v1:x\n`,
    ),
    "deep indentation": (values) =>
        `---\n${plain(values).replace("config:\n", "").replace(/^/gm, "      ").replace(/^/, "config:\n").trimEnd()}\n`,
    "a list that stands elsewhere": ({ image, size }) =>
        `config:\n  shop:images: &all\n    - name: shop\n      image: ${image}\n      size: ${size}\n  aks-image-delivery:rollout:\n    images: *all\n`,
    "a literal text": block(
        ({ image, size }) =>
            `    images:\n      - name: shop\n        image: |-\n          ${image}\n        size: "${size}"\n`,
    ),
    "braces over lines": block(
        ({ image, size }) =>
            `    images:\n      - {\n          name: shop,\n          image: ${image}, # pinned\n          size: ${size}\n        }\n`,
    ),
    "keys with question marks": block(
        ({ image, size }) =>
            `    images:\n      - ? name\n        : shop\n        ? image\n        : ${image}\n        ? size\n        : ${size}\n`,
    ),
    "tabs before comments": block(
        ({ image, size }) =>
            `    images:\n      - name: shop\t# who\n        image: ${image}\t# what\n        size: ${size}\t\t# how much\n`,
    ),
    "the same list for another program": ({ image, size }) =>
        `config:\n  shop:images:\n    - name: shop\n      image: r.io/shop:1.4.1\n      size: 620MiB\n  aks-image-delivery:rollout:\n    images:\n      - name: shop\n        image: ${image}\n        size: ${size}\n`,
    "characters of several bytes": (values) =>
        `# Größe 📦 — 画像\n${block(
            ({ image, size }) =>
                `    images: # 画像\n      - name: shop\n        image: ${image} # 📦📦\n        size: ${size}\n`,
        )(values)}`,
    "a document that ends": (values) => `%YAML 1.2\n---\n${plain(values)}...\n# after\n`,
    "entries that share a map": block(
        ({ image, size }) =>
            `    common: &common { timeoutSeconds: 90 }\n    images:\n      - { <<: *common, name: web, image: r.io/web:1, size: 1GB }\n      - { <<: *common, name: shop, image: ${image}, size: ${size} }\n`,
    ),
};

/** Before and after, where an entry or a key is added. */
export const ADDITIONS: Readonly<Record<string, readonly [Stack, Stack]>> = {
    "an empty list": [
        block(() => "    # none yet\n    images: []\n    nodes: 3\n"),
        block(
            ({ image, size }) =>
                `    # none yet\n    images:\n      - name: shop\n        image: ${image}\n        size: ${size}\n    nodes: 3\n`,
        ),
    ],
    "an empty list with a comment, by Windows": [
        crlf(block(() => "    images: [ ]  # none yet\n")),
        crlf(
            block(
                ({ image, size }) =>
                    `    images:  # none yet\n      - name: shop\n        image: ${image}\n        size: ${size}\n`,
            ),
        ),
    ],
    "a list with others": [
        block(
            () => "    images:\n      - name: web\n        image: r.io/web:1\n        size: 1GB # big\n    # after\n",
        ),
        block(
            ({ image, size }) =>
                `    images:\n      - name: web\n        image: r.io/web:1\n        size: 1GB # big\n      - name: shop\n        image: ${image}\n        size: ${size}\n    # after\n`,
        ),
    ],
    "a list in brackets": [
        block(() => "    images: [{ name: web, image: r.io/web:1, size: 1GB }]\n"),
        block(
            ({ image, size }) =>
                `    images: [{ name: web, image: r.io/web:1, size: 1GB }, { name: shop, image: ${image}, size: ${size} }]\n`,
        ),
    ],
    "a list in brackets over lines": [
        block(() => `    images: [ # all\n      { name: web, image: r.io/web:1, size: 1GB } # web\n    ]\n`),
        block(
            ({ image, size }) =>
                `    images: [ # all\n      { name: web, image: r.io/web:1, size: 1GB }, # web\n      { name: shop, image: ${image}, size: ${size} }\n    ]\n`,
        ),
    ],
    "a list in brackets with a comma at its end": [
        block(() => `    images: [\n      { name: web, image: r.io/web:1, size: 1GB },\n    ]\n`),
        block(
            ({ image, size }) =>
                `    images: [\n      { name: web, image: r.io/web:1, size: 1GB },\n      { name: shop, image: ${image}, size: ${size} },\n    ]\n`,
        ),
    ],
    "brackets around a comment": [
        block(() => `    images: [\n      # none yet\n    ]\n`),
        block(
            ({ image, size }) =>
                `    images: [{ name: shop, image: ${image}, size: ${size} }\n      # none yet\n    ]\n`,
        ),
    ],
    "an empty list in braces": [
        () => "config: { aks-image-delivery:rollout: { images: [] } }\n",
        ({ image, size }) =>
            `config: { aks-image-delivery:rollout: { images: [{ name: shop, image: ${image}, size: ${size} }] } }\n`,
    ],
    "an entry without a size": [
        block(({ image }) => `    images:\n      - name: shop\n        image: ${image} # 1.4.1\n    nodes: 3\n`),
        block(
            ({ image, size }) =>
                `    images:\n      - name: shop\n        image: ${image} # 1.4.1\n        size: ${size}\n    nodes: 3\n`,
        ),
    ],
    "an entry with empty values": [
        block(() => "    images:\n      - name: shop\n        image:\n        size: # unknown\n"),
        block(
            ({ image, size }) =>
                `    images:\n      - name: shop\n        image: ${image}\n        size: ${size} # unknown\n`,
        ),
    ],
    "an entry that takes its values from another": [
        block(
            () =>
                `    base: &base\n      image: r.io/base:1\n      size: 2GB\n    images:\n      - <<: *base\n        name: shop\n`,
        ),
        block(
            ({ image, size }) =>
                `    base: &base\n      image: r.io/base:1\n      size: 2GB\n    images:\n      - <<: *base\n        name: shop\n        image: ${image}\n        size: ${size}\n`,
        ),
    ],
};
