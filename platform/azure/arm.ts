// Azure Resource Manager: what it checks for every resource type, and the life of its operations.
import { randomUUID } from "node:crypto";
import { setTimeout as sleepFor } from "node:timers/promises";
import { ArmError } from "./armError";
import { Faults } from "./faults";
import type { Kind } from "./kinds";
import type { Operation } from "./operation";
import { complete, settle } from "./operations";
import { checkIdle, checkSurroundings, existing } from "./presence";
import { parseResourceId } from "./resourceId";
import { ruleOf } from "./rules/byType";
import { placeResource } from "./rules/locations";
import { checkLocks } from "./rules/lock";
import { fromWire, type Json, toWire } from "./wire/wire";
import { type ArmResource, discard, find, store, type World, type WorldFile } from "./world";

export interface ArmOptions {
    readonly world: WorldFile;
    readonly faults?: Faults;
    /** Host and port that registries answer on; the local registry's by default. */
    readonly loginServer?: string;
    /** The clock; the machine's by default. */
    readonly now?: () => Date;
    /** How operations are waited for; really, by default. */
    readonly sleep?: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}

export class ResourceManager {
    private readonly now: () => Date;
    private readonly sleep: NonNullable<ArmOptions["sleep"]>;
    private readonly faults: Faults;
    private subscription: string | undefined;

    constructor(private readonly options: ArmOptions) {
        this.now = options.now ?? (() => new Date());
        this.sleep = options.sleep ?? ((milliseconds, signal) => sleepFor(milliseconds, undefined, { signal }));
        this.faults = options.faults ?? new Faults(undefined);
    }

    /** Of whoever asks: what is looked up or created without saying where is in it. */
    get subscriptionId(): string {
        return this.subscription ?? this.options.world.read().subscriptionId;
    }

    set subscriptionId(id: string) {
        this.subscription = id;
    }

    /** The faults of a request for all resources of a type. */
    meet(type: string): void {
        this.faults.meet({ operation: "GET", type, name: "" });
    }

    /** Throws 404 when it is not there. */
    get(id: string): ArmResource {
        const { type, name } = parseResourceId(id);
        this.faults.meet({ operation: "GET", type, name });
        return this.change((world) => existing(world, id));
    }

    /** Creates or replaces, and waits until the operation is over; the body is in the terms of azure-native. */
    async put(kind: Kind, id: string, inputs: Json, signal?: AbortSignal): Promise<ArmResource> {
        const { type, name } = parseResourceId(id);
        const body = toWire(kind.model, inputs);
        const met = this.faults.meet({ operation: "PUT", type, name });
        const started = this.change((world) => this.start(world, kind, id, body, met));
        if (started) {
            await this.end(started, signal);
        }
        return this.change((world) => {
            throwFailure(world, started);
            return existing(world, id);
        });
    }

    async delete(id: string, signal?: AbortSignal): Promise<void> {
        const { type, name } = parseResourceId(id);
        const { seconds = 0 } = this.faults.meet({ operation: "DELETE", type, name });
        await this.sleep(seconds * 1000, signal);
        this.change((world) => {
            const resource = find(world, id);
            if (resource) {
                checkLocks(world, id, "delete");
                checkIdle(resource);
                ruleOf(type).remove?.(world, resource);
                discard(world, id);
            }
        });
    }

    private start(
        world: World,
        kind: Kind,
        id: string,
        body: Json,
        met: ReturnType<Faults["meet"]>,
    ): Operation | undefined {
        const rule = ruleOf(kind.type);
        const before = find(world, id);
        const resource = {
            properties: {},
            ...body,
            id,
            name: parseResourceId(id).name,
            type: kind.type,
        } as ArmResource;
        checkSurroundings(world, id);
        checkLocks(world, id, "write");
        checkIdle(before);
        placeResource(resource, before);
        const loginServer = this.options.loginServer ?? "127.0.0.1:5005";
        const snapshot = rule.accept?.({ world, resource, existing: before, loginServer, now: this.now() }) ?? [];
        store(world, resource);
        const seconds = met.seconds ?? rule.seconds ?? 0;
        if (seconds === 0 && !met.ends) {
            complete(world, resource, snapshot);
            return undefined;
        }
        resource.properties.provisioningState = before ? "Updating" : "Creating";
        const endsAt = this.now().getTime() + seconds * 1000;
        const operation = { id: randomUUID(), resource: id, creates: !before, endsAt, snapshot, ends: met.ends };
        world.operations = [...(world.operations ?? []), operation];
        return operation;
    }

    /** A timer may fire a millisecond early by the clock: whoever asks then is told that the operation still goes on. */
    private async end({ endsAt }: Operation, signal?: AbortSignal): Promise<void> {
        for (let left = endsAt - this.now().getTime(); left > 0; left = endsAt - this.now().getTime()) {
            await this.sleep(left, signal);
        }
    }

    private change<Result>(alter: (world: World) => Result): Result {
        this.options.world.change((world) => settle(world, this.now()));
        return this.options.world.change(alter);
    }
}

/** The outputs of a resource, in the terms of azure-native. */
export function outputsOf(kind: Kind, resource: ArmResource): Json {
    const { id: _, ...outputs } = fromWire(kind.model, resource);
    return { ...outputs, name: resource.name, type: resource.type, azureApiVersion: kind.apiVersion };
}

function throwFailure(world: World, started: Operation | undefined): void {
    const operation = world.operations?.find((one) => one.id === started?.id);
    if (operation?.failure) {
        world.operations = world.operations?.filter((one) => one !== operation);
        throw new ArmError(operation.failure.status, operation.failure.code, operation.failure.message);
    }
}
