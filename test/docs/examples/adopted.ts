// The program of docs/adopting.md.
import { Config } from "@pulumi/pulumi";
import { ImageRollout, type ImageRolloutArgs } from "../../../components";

type Rollout = ImageRolloutArgs & { readonly name: string };

const { name, ...args } = new Config("aks-image-delivery").requireObject<Rollout>("rollout");
new ImageRollout(name, args);
