// The program of the kubernetes stand-in's plugin.
import { version } from "@pulumi/kubernetes/package.json";
import { serveProvider } from "../shared/server";
import { kubernetesProvider } from "./provider";

void serveProvider(kubernetesProvider(version));
