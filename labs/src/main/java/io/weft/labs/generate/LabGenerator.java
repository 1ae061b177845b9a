package io.weft.labs.generate;

import io.weft.daemon.config.Quantity;
import io.weft.labs.generate.LabPlan.HostRoutes;
import io.weft.labs.generate.LabPlan.Traffic;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The files of a lab, by their paths in its folder. Leaf ports go to the spines first, then to the hosts; port N of a spine goes to leaf N. */
public final class LabGenerator {
    private static final int LINK_MTU = 4200;
    private static final int QUEUE_PAIRS = 64;

    private final LabPlan plan;
    private final Numbering numbers;

    private LabGenerator(LabPlan plan) {
        this.plan = plan;
        this.numbers = new Numbering(plan);
    }

    public static SortedMap<String, String> files(LabPlan plan) {
        LabGenerator lab = new LabGenerator(plan);
        SortedMap<String, String> files = new TreeMap<>();
        files.put("topology.clab.yml", lab.topology());
        files.put("lab.yml", lab.lab());
        for (int spine = 1; spine <= plan.spines(); spine++) {
            files.put("configs/spine" + spine + ".yml", lab.spine(spine));
        }
        for (int leaf = 1; leaf <= plan.leaves(); leaf++) {
            files.put("configs/leaf" + leaf + ".yml", lab.leaf(leaf));
            for (int host = 1; host <= plan.hostsPerLeaf(); host++) {
                files.put("configs/h" + lab.numbers.number(leaf, host) + ".yml", lab.host(leaf, host));
            }
        }
        return files;
    }

    private String topology() {
        StringBuilder text = new StringBuilder("""
                # %s. Needs containerlab 0.78 or newer in containers, nothing in virtual time.
                name: %s
                mgmt: {external-access: false}
                topology:
                  defaults: {kind: linux}
                  kinds:
                    linux:
                      image: weft
                      privileged: false
                      cap-add: [NET_ADMIN, NET_RAW]
                      binds:
                        - configs/__clabNodeName__.yml:/etc/weft/config.yml:ro
                        - lab.yml:/etc/weft/lab.yml:ro
                        - topology.clab.yml:/etc/weft/topology.clab.yml:ro
                      sysctls:
                        net.ipv4.ip_forward: "0"
                        net.ipv4.conf.all.arp_ignore: "1"
                        net.ipv6.conf.all.disable_ipv6: "0"
                        net.ipv6.conf.default.addr_gen_mode: "1"
                        net.ipv6.conf.default.accept_ra: "0"
                  groups:
                    spine: {cmd: switch --config /etc/weft/config.yml, labels: {graph-level: "1", graph-icon: switch}}
                    leaf: {cmd: switch --config /etc/weft/config.yml, labels: {graph-level: "2", graph-icon: switch}}
                    host: {cmd: nic --config /etc/weft/config.yml, labels: {graph-level: "3", graph-icon: host}}
                  nodes:
                """.formatted(plan.title(), plan.name()));
        range(plan.spines()).forEach(spine -> text.append("    spine" + spine + ": {group: spine}\n"));
        range(plan.leaves()).forEach(leaf -> text.append("    leaf" + leaf + ": {group: leaf}\n"));
        range(plan.hosts()).forEach(host -> text.append("    h" + host + ": {group: host}\n"));
        text.append("  links:\n");
        for (int leaf = 1; leaf <= plan.leaves(); leaf++) {
            for (int spine = 1; spine <= plan.spines(); spine++) {
                link(text, "leaf" + leaf + ":eth" + spine, "spine" + spine + ":eth" + leaf);
            }
            for (int host = 1; host <= plan.hostsPerLeaf(); host++) {
                link(text, "leaf" + leaf + ":eth" + (plan.spines() + host), "h" + numbers.number(leaf, host) + ":eth1");
            }
        }
        return text.toString();
    }

    private static void link(StringBuilder text, String a, String b) {
        text.append("    - {endpoints: [\"" + a + "\", \"" + b + "\"], mtu: " + LINK_MTU + "}\n");
    }

    private String lab() {
        String kind = plan.traffic().kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
        String bytes = "bytes: " + Quantity.SIZE.print(plan.traffic().bytes());
        String from = IntStream.rangeClosed(2, plan.hosts()).mapToObj(n -> "h" + n).collect(Collectors.joining(", "));
        String terms = plan.traffic().kind() == Traffic.Kind.INCAST ? "from: [" + from + "], to: h1, " + bytes : bytes;
        return """
                title: %s
                seed: 1
                links: {default: {speed: %s, delay: %s, mtu: %d}}
                asic: simple
                payload: lazy
                workload:
                  - {id: %s, %s: {%s}}
                checks:
                  - {name: every session is up, sessions: established}
                  - {name: transfers complete, flows: {id: %s, complete: true, memory: equal}}
                """.formatted(plan.title(), Quantity.RATE.print(plan.speed()), Quantity.DURATION.print(plan.delay()), LINK_MTU, kind, kind, terms,
                kind);
    }

    private String spine(int spine) {
        String ports = range(plan.leaves()).mapToObj(leaf -> port(leaf, "leaf" + leaf)).collect(Collectors.joining());
        String neighbors = range(plan.leaves()).mapToObj(leaf -> neighbor(leaf, "")).collect(Collectors.joining());
        return node("spine" + spine, numbers.spine(spine), numbers.spineV6(spine), ports, numbers.spineAs(), neighbors);
    }

    private String leaf(int leaf) {
        int spines = plan.spines();
        StringBuilder ports = new StringBuilder();
        StringBuilder neighbors = new StringBuilder();
        String only = """
                ,
                            address-family: {ipv4-unicast: {default-route-origination: only}, ipv6-unicast: {default-route-origination: only}}""";
        for (int spine = 1; spine <= spines; spine++) {
            ports.append(port(spine, "spine" + spine));
            neighbors.append(neighbor(spine, ""));
        }
        for (int host = 1; host <= plan.hostsPerLeaf(); host++) {
            ports.append(port(spines + host, "h" + numbers.number(leaf, host)));
            neighbors.append(neighbor(spines + host, plan.hostRoutes() == HostRoutes.DEFAULT ? only : ""));
        }
        return node("leaf" + leaf, numbers.leaf(leaf), numbers.leafV6(leaf), ports.toString(), numbers.leafAs(leaf), neighbors.toString());
    }

    private String host(int leaf, int host) {
        int number = numbers.number(leaf, host);
        String node = node("h" + number, numbers.host(leaf, host), numbers.hostV6(leaf, host), port(1, "leaf" + leaf), numbers.hostAs(number),
                neighbor(1, ""));
        int needed = plan.traffic().kind() == Traffic.Kind.PERMUTATION ? 2 : 2 * (plan.hosts() - 1);
        return node + "rdma: {path-mtu: 4096, queue-pairs: " + Math.max(QUEUE_PAIRS, needed) + ", rate: " + Quantity.RATE.print(plan.speed()) + "}\n";
    }

    private static String node(String name, String address, String addressV6, String ports, long as, String neighbors) {
        return """
                hostname: %s
                interface:
                  lo: {ip: {address: [%s/32, %s/128]}}
                %srouter: {bgp: {autonomous-system: %d, router-id: %s}}
                vrf:
                  default:
                    router:
                      bgp:
                        neighbor:
                %s        address-family:
                          ipv4-unicast: {redistribute: [connected]}
                          ipv6-unicast: {redistribute: [connected]}
                """.formatted(name, address, addressV6, ports, as, address, neighbors);
    }

    private static String port(int port, String peer) {
        return "  eth" + port + ": {description: to " + peer + "}\n";
    }

    private static String neighbor(int port, String more) {
        return "          eth" + port + ": {type: unnumbered, remote-as: external" + more + "}\n";
    }

    private static IntStream range(int last) {
        return IntStream.rangeClosed(1, last);
    }
}
