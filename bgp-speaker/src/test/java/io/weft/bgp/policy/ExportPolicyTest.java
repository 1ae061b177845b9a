package io.weft.bgp.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.bgp.address.IpAddress;
import io.weft.bgp.address.Prefix;
import io.weft.bgp.message.AsPath;
import io.weft.bgp.message.Bytes;
import io.weft.bgp.message.MpNextHop;
import io.weft.bgp.message.PathAttribute;
import io.weft.bgp.rib.AttributePool;
import io.weft.bgp.rib.Attributes;
import io.weft.bgp.rib.Decision;
import io.weft.bgp.rib.Destination;
import io.weft.bgp.rib.LocRib;
import io.weft.bgp.rib.NextHop;
import io.weft.bgp.rib.Path;
import io.weft.bgp.rib.Source;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExportPolicyTest {
    private static final Prefix PREFIX = Prefix.parse("10.1.1.1/32").orElseThrow();
    private static final MpNextHop GLOBAL = MpNextHop.of(new IpAddress.V4(0x0a000002));
    private static final ExportPolicy TO_EXTERNAL = new ExportPolicy(true, 65000, false, true, List.of(), false, RoutePolicy.PERMIT_ALL);
    private static final ExportPolicy TO_INTERNAL = new ExportPolicy(false, 65000, false, true, List.of(), false, RoutePolicy.PERMIT_ALL);

    private static Attributes told(List<PathAttribute> others) {
        return Attributes.originated(0).withAsPath(AsPath.sequence(65001L)).withNextHop(GLOBAL).withMed(7).withOthers(others);
    }

    private static Destination learnt(boolean external, Attributes attributes) {
        LocRib rib = new LocRib(new Decision(1, true), new AttributePool());
        Source source = new Source(0, "n", external, external ? 65001 : 65000, 1, new IpAddress.V4(0x0a000002), "eth1");
        rib.put(PREFIX, Path.of(source, attributes, new NextHop("eth1", source.address())));
        rib.decide((_, _) -> {
        });
        return rib.get(PREFIX).orElseThrow();
    }

    @Test
    void prependsOurAsAndTakesTheNextHopTowardsAnotherAs() {
        Attributes sent = TO_EXTERNAL.export(learnt(true, told(List.of()).withLocalPref(300))).orElseThrow();
        assertThat(sent.asPath()).hasToString("65000 65001");
        assertThat(sent.nextHop()).isEqualTo(Attributes.SELF);
        // RFC 4271 §5.1.4 and §5.1.5.
        assertThat(sent.med()).isEqualTo(Attributes.ABSENT);
        assertThat(sent.localPref()).isEqualTo(Attributes.ABSENT);
    }

    @Test
    void keepsPathMedAndNextHopWithinOurAs() {
        Attributes sent = TO_INTERNAL.export(learnt(true, told(List.of()))).orElseThrow();
        assertThat(sent.asPath()).hasToString("65001");
        assertThat(sent.nextHop()).isEqualTo(GLOBAL);
        assertThat(sent.med()).isEqualTo(7);
        assertThat(sent.localPref()).isEqualTo(100);
    }

    @Test
    void isTheNextHopWhereTheTrueOneMeansNothing() {
        MpNextHop linkLocal = MpNextHop.linkLocalTwice(new IpAddress.V6(0xfe80L << 48, 1));
        assertThat(TO_INTERNAL.export(learnt(true, told(List.of()).withNextHop(linkLocal))).orElseThrow().nextHop()).isEqualTo(Attributes.SELF);
    }

    @Test
    void doesNotReflectBetweenInternalPeers() {
        assertThat(TO_INTERNAL.export(learnt(false, told(List.of())))).isEmpty();
        assertThat(TO_EXTERNAL.export(learnt(false, told(List.of())))).isPresent();
    }

    @Test
    void obeysTheWellKnownCommunities() {
        // RFC 1997.
        Destination noExport = learnt(true, told(List.of(new PathAttribute.Communities(false, List.of(0xffffff01)))));
        Destination noAdvertise = learnt(true, told(List.of(new PathAttribute.Communities(false, List.of(0xffffff02)))));
        assertThat(TO_EXTERNAL.export(noExport)).isEmpty();
        assertThat(TO_INTERNAL.export(noExport)).isPresent();
        assertThat(TO_INTERNAL.export(noAdvertise)).isEmpty();
    }

    @Test
    void passesOnUnknownTransitiveAttributesMarkedPartial() {
        var transitive = new PathAttribute.Unknown(0xc0, 99, Bytes.of(1, 2));
        var local = new PathAttribute.Unknown(0x80, 98, Bytes.of(3));
        assertThat(TO_EXTERNAL.export(learnt(true, told(List.of(transitive, local)))).orElseThrow().others())
                .containsExactly(new PathAttribute.Unknown(0xe0, 99, Bytes.of(1, 2)));
    }

    @Test
    void hidesWhatASummaryOnlyAggregateCovers() {
        ExportPolicy hiding = new ExportPolicy(true, 65000, false, true, List.of(Prefix.parse("10.1.0.0/16").orElseThrow()), false,
                RoutePolicy.PERMIT_ALL);
        assertThat(hiding.export(learnt(true, told(List.of())))).isEmpty();
    }

    @Test
    void letsTheFirstMatchingTermDecide() {
        var deny = new RoutePolicy.Term("no hosts", RoutePolicy.Match.exactly(PREFIX), false, RoutePolicy.Rewrite.NOTHING);
        var prepend = new RoutePolicy.Term("long", RoutePolicy.Match.ANY, true, new RoutePolicy.Rewrite(-1, 50, 2, 65000));
        assertThat(with(List.of(deny, prepend)).export(learnt(true, told(List.of())))).isEmpty();
        Optional<Attributes> sent = with(List.of(prepend, deny)).export(learnt(true, told(List.of())));
        assertThat(sent.orElseThrow().asPath()).hasToString("65000 65000 65000 65001");
        assertThat(sent.orElseThrow().med()).isEqualTo(50);
        assertThat(with(List.of()).export(learnt(true, told(List.of())))).isEmpty();
    }

    private static ExportPolicy with(List<RoutePolicy.Term> terms) {
        return new ExportPolicy(true, 65000, false, true, List.of(), false, new RoutePolicy("test", terms));
    }
}
