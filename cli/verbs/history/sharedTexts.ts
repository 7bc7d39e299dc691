// The same text once in memory: a hundred thousand pulls are of a few images on a few hundred nodes.
import type { PullRecord } from "../../../model/pulls/statistics";

export class SharedTexts {
    private readonly texts = new Map<string, string>();

    of(record: PullRecord): PullRecord {
        return {
            ...record,
            image: this.shared(record.image),
            node: this.shared(record.node),
            namespace: this.shared(record.namespace),
        };
    }

    private shared(text: string): string {
        const known = this.texts.get(text);
        if (known === undefined) {
            this.texts.set(text, text);
        }
        return known ?? text;
    }
}
