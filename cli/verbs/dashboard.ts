// `image-delivery dashboard`: a Grafana dashboard of pulls, as a file to import.
import { Command, Option } from "commander";
import { pullDashboard } from "../../model/alerts/dashboard";
import { parseImageSize } from "../../model/image/size";
import { Network } from "../../model/timeouts/pullTime";
import { UsageError } from "../../model/userError";
import { printJson } from "../terminal/output";

interface DashboardOptions {
    readonly cluster?: string;
    readonly network: Network;
}

export function dashboardCommand(): Command {
    return new Command("dashboard")
        .description("Prints a Grafana dashboard of pulls as JSON, for a cluster whose metrics go to Prometheus.")
        .argument("[size...]", "compressed sizes of the images whose timeouts are drawn, such as 650MB")
        .option("--cluster <name>", "the cluster that is shown first, as its metrics are labelled")
        .addOption(
            new Option("--network <network>", "way to the registry").choices(Object.values(Network)).default("normal"),
        )
        .action((sizes: string[], { cluster, network }: DashboardOptions) => {
            const images = sizes.map((size) => ({ bytes: bytesOf(size), pace: { network } }));
            printJson(pullDashboard({ title: "Image pulls", cluster, images }));
        });
}

function bytesOf(size: string): number {
    try {
        return parseImageSize(size);
    } catch (error) {
        throw new UsageError((error as Error).message);
    }
}
