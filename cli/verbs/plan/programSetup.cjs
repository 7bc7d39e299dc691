// Loaded into a planned program before Pulumi's runner.
const net = require("node:net");
const util = require("node:util");

// The runner prints errors in colours. With a frame such as node_modules/@pulumi/resource.ts that takes Node.js 20 a minute and
// gigabytes (nodejs/node#64011), and a plan is plain.
util.inspect = new Proxy(util.inspect, {
    apply: (inspect, _self, [value, options, ...rest]) =>
        inspect(value, options?.colors ? { ...options, colors: false } : options, ...rest),
});

// Open as long as the plan runs. A program that waits for something and prints nothing would outlive one that was killed.
const plan = new net.Socket({ fd: 3 });
plan.on("error", () => process.exit(1))
    .on("close", () => process.exit(1))
    .resume()
    .unref();

// When the plan was killed, every line that the runner prints is one more error that it prints, without end.
for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", () => process.exit(1));
}
