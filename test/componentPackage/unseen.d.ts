// In the place of the large packages whose types no argument and no output has: the schema is then inferred in 2 s, not in 10.
// biome-ignore lint/suspicious/noExplicitAny: what is never looked at has no type
declare const unseen: any;
export = unseen;
