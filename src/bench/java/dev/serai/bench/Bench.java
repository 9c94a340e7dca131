package dev.serai.bench;

/** Runs the benchmark it is given the name of. */
public final class Bench {

    private Bench() {}

    public static void main(String[] names) throws Exception {
        var name = names.length == 1 ? names[0] : "";
        switch (name) {
            case "ingress" -> IngressBench.run();
            case "flow" -> FlowBench.run();
            case "recovery" -> RecoveryBench.run();
            case "crash" -> CrashBench.run();
            case "outage" -> OutageBench.run();
            case "waits" -> WaitsBench.run();
            case "publish" -> PublishBench.run();
            case "flat" -> FlatBench.run();
            case "fuzz" -> FuzzBench.run();
            case "provider" -> ProviderBench.run();
            default -> {
                System.err.println(
                        "Name one of: ingress, flow, recovery, crash, outage, waits, publish, flat, fuzz, provider");
                System.exit(2);
            }
        }
        System.exit(0);
    }
}
