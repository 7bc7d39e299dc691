// What azure-native cannot change in place, by its own table: pulumi-azure-native provider/pkg/gen/replacement.go, the entries for
// what is simulated here. Besides these it is whatever is in the path, and the location.
const FORCE_NEW: Readonly<Record<string, readonly string[]>> = {
    "authorization:RoleAssignment": ["principalId", "scope"],
    "network:PrivateEndpoint": ["subnet"],
};

/** Whether a change at this path, such as `subnet.id`, replaces the resource. */
export function forcesNew(token: string, path: string): boolean {
    return (FORCE_NEW[token] ?? []).some(
        (property) => path === property || (/^[.[]/.test(path.slice(property.length)) && path.startsWith(property)),
    );
}
