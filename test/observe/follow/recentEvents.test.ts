import assert from "node:assert/strict";
import { RecentEvents } from "../../../observe/follow/recentEvents";
import { event, pod } from "../../support/gateView";

const POD = pod("aks-7");
const { uid } = POD;

describe("the events that a watch remembers", () => {
    let events: RecentEvents;

    beforeEach(() => {
        events = new RecentEvents();
    });

    const texts = () => events.of(uid).map(({ message }) => message);

    it("are those of the objects that are followed, also when they come first", () => {
        events.add(event(POD, "a", 1));
        assert.deepEqual(texts(), []);
        events.follow(uid);
        events.add(event(POD, "b", 2));
        assert.deepEqual(texts(), ["a", "b"]);
    });

    it("say a text once, from its first time to its last", () => {
        events.follow(uid);
        events.add(event(POD, "a", 5));
        events.add(event(POD, "a", 1, 9));
        const [one] = events.of(uid);
        assert.equal(events.of(uid).length, 1);
        assert.equal((one?.lastAt ?? 0) - (one?.firstAt ?? 0), 8_000);
    });

    it("are none of what was ignored or is gone, until it is followed again", () => {
        events.follow(uid);
        events.add(event(POD, "a", 1));
        events.ignore(uid);
        events.add(event(POD, "b", 2));
        events.follow(uid);
        assert.deepEqual(texts(), []);
        events.add(event(POD, "c", 3));
        events.forget(uid);
        assert.deepEqual(texts(), []);
    });

    it("do not grow with texts that never repeat", () => {
        events.follow(uid);
        for (let at = 0; at < 1_000; at += 1) {
            events.add(event(POD, `text ${at}`, at));
        }
        assert.equal(texts().length, 30);
        assert.equal(texts().at(-1), "text 999");
    });

    it("do not grow with objects that nobody knows", () => {
        for (let at = 0; at < 3_000; at += 1) {
            events.add(event(pod("aks-7", { name: `p-${at}` }), "a", at));
        }
        events.follow("uid-p-0");
        events.follow("uid-p-2999");
        assert.deepEqual([events.of("uid-p-0").length, events.of("uid-p-2999").length], [0, 1]);
    });
});
