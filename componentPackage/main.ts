// What Pulumi's Node.js host loads for the component package: `main` of package.json. Importing the package takes `exports`.
import { main } from "@pulumi/pulumi/provider";
import { componentPackage } from "./provider";

const { version } = require("aks-image-delivery/package.json") as { version: string };

void main(componentPackage(version), process.argv.slice(2));
