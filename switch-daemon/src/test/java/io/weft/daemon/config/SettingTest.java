package io.weft.daemon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;

class SettingTest {
    private static final Yaml DOCUMENT = Yaml.read(new Source("h1.yml", """
            hostname: h1
            interface: {lo: {ip: {address: [10.1.1.1/32]}}}
            vrf: {default: {router: {static: {10.9.0.0/16: {via: eth1}}}}}
            rdma: {memory: [{size: 1MiB}, {size: 2MiB}]}
            """));

    private static NodeConfig with(String argument) {
        return NodeConfig.read(Setting.parse(argument).applyTo(DOCUMENT));
    }

    @Test
    void changesAValue() {
        assertThat(with("hostname=h2").hostname()).isEqualTo("h2");
        assertThat(with("rdma.memory.1.size=3MiB").rdma().orElseThrow().memory().get(1).size()).isEqualTo(3 << 20);
        assertThat(with("interface.lo.ip.address=[10.1.1.2/32, fd00::2/128]").loopback()).hasToString("[10.1.1.2/32, fd00::2/128]");
    }

    @Test
    void findsAKeyThatHasDots() {
        assertThat(with("vrf.default.router.static.10.9.0.0/16.via=blackhole").staticRoutes().getFirst().nextHops())
                .containsExactly(new StaticRoute.NextHop.Blackhole());
    }

    @Test
    void addsAKeyThatHasDotsIfItIsQuoted() {
        assertThat(with("vrf.default.router.static.\"10.8.0.0/16\".via=eth2").staticRoutes()).hasSize(2);
    }

    @Test
    void addsWhatIsNotThere() {
        assertThat(with("rdma.rate=400G").rdma().orElseThrow().rate()).hasValue(400_000_000_000L);
        assertThat(with("qos.roce.mode=lossless").roceMode().value()).isEqualTo(RoceMode.LOSSLESS);
    }

    @Test
    void knowsWhichNodesItIsFor() {
        Setting setting = Setting.parse("h*:config.rdma.rate=10G");

        assertThat(setting.nodes().orElseThrow()).isEqualTo(new Glob("h*"));
        assertThat(NodeConfig.read(setting.applyTo(DOCUMENT)).rdma().orElseThrow().rate()).hasValue(10_000_000_000L);
        assertThat(Setting.parse("links.leaf1:eth1 spine1:eth1.delay=2us").nodes()).isEmpty();
    }

    @Test
    void tellsInTheArgumentWhatIsWrong() {
        assertThat(catchThrowableOfType(ConfigException.class, () -> with("h1:config.rdma.rtae=10G"))).hasMessage("""
                --set:1:16: unknown key 'rtae' in rdma
                    1 | h1:config.rdma.rtae=10G
                      |                ^^^^ did you mean 'rate'?""");
        assertThat(catchThrowableOfType(ConfigException.class, () -> with("rdma.rate=fast"))).hasMessage("""
                --set:1:11: rdma.rate: 'fast' is not a rate such as 100G
                    1 | rdma.rate=fast
                      |           ^^^^""");
        assertThat(catchThrowableOfType(ConfigException.class, () -> with("hostname.short=h"))).hasMessage("""
                --set:1:10: 'hostname' is a single value, it has no 'short'
                    1 | hostname.short=h
                      |          ^^^^^""");
        assertThat(catchThrowableOfType(ConfigException.class, () -> with("rdma.memory.2.size=1"))).hasMessage("""
                --set:1:13: the list has 2 items and none that is called '2'
                    1 | rdma.memory.2.size=1
                      |             ^""");
        assertThat(catchThrowableOfType(ConfigException.class, () -> with("seed"))).hasMessage("""
                --set:1:1: a setting is PATH=VALUE or NODEGLOB:config.PATH=VALUE
                    1 | seed
                      | ^""");
    }
}
