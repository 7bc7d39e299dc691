/** Lets the nodes of a cluster pull from a registry. */
import * as pulumi from "@pulumi/pulumi";
import { AzureType, azureIdFaults } from "../../../model/registry/azureIds";
import {
    principalFaults,
    pullRole,
    type RegistryRole,
    ROLE_EXISTS,
    type RoleAssignmentMode,
    roleFaults,
} from "../../../model/registry/roles";
import { type Arguments, INPUT, PLAIN, readArguments, required } from "../../shared/argumentSpec";
import { checked, faultsOf, isPlain, refuse } from "../../shared/checks";
import { hookName, inProgram } from "../../shared/hooks";
import { existingRole } from "./existingRole";
import { registryMode } from "./registryMode";
import { assignmentName, assignRole } from "./roleAssignment";

/** Who may pull from which registry. */
export interface RegistryPullAccessArgs {
    /** Resource id of the registry. */
    registryId: pulumi.Input<string>;
    /** Object id of the cluster's kubelet identity (not its client id, and not the cluster's own identity). */
    principalId: pulumi.Input<string>;
    /** How the registry grants access; what Azure says of it by default. Another mode than it has is refused. */
    roleAssignmentMode?: RoleAssignmentMode;
    /**
     * GUID of another role definition that may pull. By default AcrPull, or Container Registry Repository Reader in mode
     * `AbacRepositoryPermissions`, where no other is accepted.
     */
    role?: string;
}

export const PULL_ACCESS_ARGUMENTS: Arguments<RegistryPullAccessArgs> = {
    registryId: required(INPUT),
    principalId: required(INPUT),
    roleAssignmentMode: PLAIN,
    role: PLAIN,
};

/** What a component that has asked Azure hands on. Under a symbol: it is not an argument that a program could give. */
export const KNOWN = Symbol("known of pull access");

interface KnownOfPullAccess {
    readonly mode: pulumi.Output<RoleAssignmentMode>;
    /** Whether the registry is there for sure: of one that this program may create, no preview knows what it will inherit. */
    readonly isThere: boolean;
}

/** What a component is complete with. Not a property: whatever is one is an output of the component package. */
const children = new WeakMap<RegistryPullAccess, Promise<unknown>>();

type CheckedArgs = RegistryPullAccessArgs & { readonly [KNOWN]?: KnownOfPullAccess };

/**
 * The role assignment of a cluster's kubelet identity. Azure takes minutes to put it into effect: until then pulls answer
 * 401, which the pre-pull gate waits for. An assignment that somebody else made, such as `az aks update --attach-acr`, is
 * left as it is, and none is created next to it.
 */
export class RegistryPullAccess extends pulumi.ComponentResource {
    /** Resource id of the role assignment, whoever made it. */
    readonly roleAssignmentId: pulumi.Output<string>;
    /** Name of the role; `custom` for one that was given. */
    readonly roleName: pulumi.Output<string>;

    constructor(name: string, args: RegistryPullAccessArgs, opts?: pulumi.ComponentResourceOptions) {
        const { scope, principalId } = checkedArgs(name, args);
        super("aks-image-delivery:index:RegistryPullAccess", name, {}, opts);
        const role = roleOf(this, componentName(name), scope, args);
        const target = { scope, principalId, role: role.apply(({ id }) => id) };
        const ownName = assignmentName(this, name, target);
        const assignment = existingRole(this, {
            scope,
            principalId,
            role,
            ownName,
            inherited: (args as CheckedArgs)[KNOWN]?.isThere ?? isPlain(args.registryId),
        }).then(
            (existing) =>
                existing ??
                assignRole(
                    this,
                    name,
                    { ...target, roleAssignmentName: ownName },
                    { dependsOn: opts?.dependsOn, hooks: sayWhatExists(this, name) },
                ),
        );
        children.set(this, assignment);
        this.roleAssignmentId = pulumi.output(assignment.then(({ id }) => id));
        this.roleName = role.apply((known) => known.name);
        this.registerOutputs({ roleAssignmentId: this.roleAssignmentId, roleName: this.roleName });
    }

    /** What depends on the component waits until its children are registered, which takes Azure's answer. */
    protected override async initialize(): Promise<void> {
        await Promise.resolve();
        await children.get(this);
    }
}

function roleOf(
    component: pulumi.Resource,
    name: string,
    scope: pulumi.Output<string>,
    args: CheckedArgs,
): pulumi.Output<RegistryRole> {
    if (args.role !== undefined) {
        return pulumi.output({ id: args.role, name: "custom" });
    }
    const mode = args[KNOWN]?.mode ?? registryMode(name, component, scope, args);
    return mode.apply((known) => pullRole(known));
}

/** Azure only says that there is an assignment; whoever detached the cluster for it would stop its pulls. */
function sayWhatExists(component: pulumi.Resource, name: string): pulumi.ResourceHookBinding {
    if (pulumi.runtime.isDryRun()) {
        return {};
    }
    const say = async ({ errors }: pulumi.ErrorHookArgs) => {
        if (errors.some((error) => /RoleAssignmentExists/.test(error))) {
            await pulumi.log.error(ROLE_EXISTS, component);
        }
        return false;
    };
    return { onError: [new pulumi.ErrorHook(hookName("role-exists", name), inProgram(say))] };
}

function componentName(name: string): string {
    return `RegistryPullAccess "${name}"`;
}

function checkedArgs(name: string, given: RegistryPullAccessArgs) {
    const component = componentName(name);
    const { args, faults: form } = readArguments(PULL_ACCESS_ARGUMENTS, given);
    const faults = roleFaults(args.roleAssignmentMode, args.role);
    const registryFaults = (id: string) => azureIdFaults(AzureType.Registry, id);
    const scope = checked<string>(component, faults, "registryId", args.registryId, registryFaults);
    const principalId = checked<string>(component, faults, "principalId", args.principalId, principalFaults);
    refuse(component, faultsOf(form, faults));
    return { scope, principalId };
}
