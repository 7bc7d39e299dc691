// Runs TypeScript as it stands: types are the business of `npm run types`, and transpiling alone starts in half the time.
process.env.PULUMI_NODEJS_TRANSPILE_ONLY ??= "true";
require("ts-node").register({ swc: true });
