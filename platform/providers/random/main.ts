// The program of the random stand-in's plugin.
import { version } from "@pulumi/random/package.json";
import { serveProvider } from "../shared/server";
import { randomProvider } from "./provider";

void serveProvider(randomProvider(version));
