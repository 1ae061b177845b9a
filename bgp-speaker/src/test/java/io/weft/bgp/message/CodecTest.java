package io.weft.bgp.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.bgp.address.IpAddress;
import io.weft.bgp.address.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class CodecTest {
    private static Decoded decode(byte[] octets, boolean fourOctetAs) {
        MessageStream stream = new MessageStream();
        stream.append(octets);
        return stream.next(fourOctetAs).orElseThrow();
    }

    @Property(tries = 500)
    void readsWhatItHasWritten(@ForAll("messages") Message message) {
        assertThat(decode(MessageWriter.write(message, true), true)).isEqualTo(message);
    }

    /** Every octet of a sound message may be wrong: what comes out is a message or an answer, never an exception. */
    @Property(tries = 1000)
    void answersAMutatedMessage(@ForAll("messages") Message message, @ForAll @Size(min = 1, max = 6) List<@IntRange(max = 4095) Integer> places,
            @ForAll byte[] values, @ForAll boolean fourOctetAs) {
        byte[] octets = MessageWriter.write(message, true);
        for (int i = 0; i < places.size() && i < values.length; i++) {
            int at = places.get(i) % octets.length;
            // The header's type and length stay sound half of the time, so that the bodies are reached.
            if (at >= 19 || (values[i] & 1) == 0) {
                octets[at] = values[i];
            }
        }
        drain(octets, fourOctetAs);
    }

    @Property(tries = 1000)
    void answersGarbageInABody(@ForAll @IntRange(min = 1, max = 5) int type, @ForAll @Size(max = 200) byte[] body, @ForAll boolean fourOctetAs) {
        ByteWriter out = MessageWriter.start(type);
        drain(MessageWriter.finish(out.octets(body)), fourOctetAs);
    }

    @Property(tries = 500)
    void answersGarbageAmongAttributes(@ForAll @Size(max = 120) byte[] attributes, @ForAll boolean fourOctetAs) {
        ByteWriter out = MessageWriter.start(Message.UPDATE).u16(0).u16(attributes.length).octets(attributes).u8(32).u32(0x0a010101);
        Decoded decoded = decode(MessageWriter.finish(out), fourOctetAs);
        // Whatever stands among the attributes, the NLRI behind them are found.
        assertThat(decoded).isInstanceOfSatisfying(Update.class, u -> {
            assertThat(u.nlri()).hasSize(1);
            UpdateCheck.check(u, true, 65001, fourOctetAs, _ -> true);
        });
    }

    private static void drain(byte[] octets, boolean fourOctetAs) {
        MessageStream stream = new MessageStream();
        stream.append(octets);
        for (Optional<Decoded> next = stream.next(fourOctetAs); next.isPresent(); next = stream.next(fourOctetAs)) {
            switch (next.get()) {
                case Update update -> assertThat(UpdateCheck.check(update, true, 65001, fourOctetAs, _ -> true).complaints()).doesNotContainNull();
                case Notification notification -> assertThat(notification.describe()).isNotEmpty();
                case Message _ -> {
                }
                case Undecodable(Notification answer) -> {
                    assertThat(answer.code()).isBetween(1, 3);
                    return;
                }
            }
        }
    }

    /** Packing loses and invents nothing, and no UPDATE is longer than 4096 octets. */
    @Property(tries = 30)
    void packsEveryPrefixOnce(@ForAll @IntRange(min = 1, max = 3000) int count, @ForAll boolean v4, @ForAll boolean multiProtocol,
            @ForAll boolean fourOctetAs) {
        Family family = v4 ? Family.IPV4_UNICAST : Family.IPV6_UNICAST;
        boolean mp = multiProtocol || !v4;
        List<Prefix> prefixes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            prefixes.add(Prefix.host(v4 ? new IpAddress.V4(0x0a000000 + i) : new IpAddress.V6(0x20010db8L << 32, i)));
        }
        MpNextHop self = mp ? MpNextHop.linkLocalTwice(new IpAddress.V6(0xfe80L << 48, 7)) : MpNextHop.of(new IpAddress.V4(0x0a000001));
        UpdatePacker packer = new UpdatePacker(family, mp, fourOctetAs);
        List<PathAttribute> attributes = List.of(new PathAttribute.Origin(0),
                new PathAttribute.AsPathAttribute(AsPath.sequence(4200000001L, 65002L)));
        List<Prefix> announced = new ArrayList<>();
        for (PackedUpdate packed : packer.announce(attributes, self, prefixes)) {
            Update update = (Update) decode(packed.copyFor(self), fourOctetAs);
            CheckedUpdate checked = UpdateCheck.check(update, true, fourOctetAs ? 4200000001L : AsPath.AS_TRANS, fourOctetAs, _ -> true);
            // The neighbour check is made on the merged path, whose first number is the true one.
            CheckedUpdate asPeer = UpdateCheck.check(update, true, 4200000001L, fourOctetAs, _ -> true);
            assertThat(asPeer.complaints()).isEmpty();
            assertThat(checked.reset()).isEmpty();
            asPeer.reached().forEach(r -> {
                assertThat(r.nextHop()).isEqualTo(self);
                announced.addAll(r.prefixes());
            });
        }
        assertThat(announced).isEqualTo(prefixes);
        List<Prefix> withdrawn = new ArrayList<>();
        packer.withdraw(prefixes).forEach(p -> withdrawn
                .addAll(UpdateCheck.check((Update) decode(p.octets(), fourOctetAs), true, 65001, fourOctetAs, _ -> true).withdrawn()));
        assertThat(withdrawn).isEqualTo(prefixes);
    }

    @Provide
    Arbitrary<Message> messages() {
        return Arbitraries.oneOf(opens(), updates(), notifications(), Arbitraries.just(Message.KEEPALIVE_MESSAGE),
                Combinators.combine(u16(), u8(), u8()).as(RouteRefresh::new));
    }

    private static Arbitrary<Integer> u8() {
        return Arbitraries.integers().between(0, 255);
    }

    private static Arbitrary<Integer> u16() {
        return Arbitraries.integers().between(0, 0xffff);
    }

    private static Arbitrary<Long> u32() {
        return Arbitraries.longs().between(1, 0xffff_ffffL);
    }

    private static Arbitrary<Bytes> bytes(int most) {
        return Arbitraries.bytes().array(byte[].class).ofMaxSize(most).map(b -> Bytes.of(b, 0, b.length));
    }

    private static Arbitrary<Message> opens() {
        Arbitrary<Capability> capabilities = Arbitraries.oneOf(Combinators.combine(u16(), u8()).as(Capability.MultiProtocol::new),
                Arbitraries.just(new Capability.RouteRefreshCapability()), u32().map(Capability.FourOctetAs::new),
                Combinators.combine(u16(), u16(), u16()).as(Capability.NextHopEncoding::new).list().ofMaxSize(3).map(Capability.ExtendedNextHop::new),
                Combinators.combine(Arbitraries.integers().between(66, 127), bytes(10)).as(Capability.Unknown::new));
        return Combinators.combine(u16(), u16(), Arbitraries.integers(), capabilities.list().ofMaxSize(8))
                .as((as, hold, id, list) -> new Open(Open.VERSION, as, hold, id, list));
    }

    private static Arbitrary<Message> notifications() {
        return Combinators.combine(u8(), u8(), bytes(300)).as(Notification::new);
    }

    private static Arbitrary<Prefix> prefixes(Family family) {
        return family == Family.IPV4_UNICAST
                ? Combinators.combine(Arbitraries.integers(), Arbitraries.integers().between(0, 32))
                        .as((bits, length) -> new Prefix(new IpAddress.V4(bits), length))
                : Combinators.combine(Arbitraries.longs(), Arbitraries.longs(), Arbitraries.integers().between(0, 128))
                        .as((high, low, length) -> new Prefix(new IpAddress.V6(high, low), length));
    }

    private static Arbitrary<AsPath> paths() {
        return Combinators.combine(Arbitraries.of(true, false), u32().list().ofMinSize(1).ofMaxSize(5)).as(AsPath.Segment::new).list().ofMaxSize(4)
                .map(AsPath::new);
    }

    private static Arbitrary<MpNextHop> nextHops() {
        Arbitrary<IpAddress.V6> v6 = Combinators.combine(Arbitraries.longs(), Arbitraries.longs().greaterOrEqual(1)).as(IpAddress.V6::new);
        return Arbitraries.oneOf(v6.map(MpNextHop::of), v6.map(MpNextHop::linkLocalTwice), Combinators.combine(v6, v6).as(MpNextHop::new));
    }

    /** At most one of each type, as RFC 4271 §5 has it. */
    private static Arbitrary<Message> updates() {
        Arbitrary<List<Prefix>> v4 = prefixes(Family.IPV4_UNICAST).list().ofMaxSize(6);
        Arbitrary<PathAttribute> reach = Arbitraries.of(Family.class).flatMap(f -> Combinators.combine(nextHops(), prefixes(f).list().ofMaxSize(6))
                .as((hop, list) -> new PathAttribute.MpReach(f, hop, list)));
        Arbitrary<PathAttribute> unreach = Arbitraries.of(Family.class)
                .flatMap(f -> prefixes(f).list().ofMaxSize(6).map(list -> new PathAttribute.MpUnreach(f, list)));
        List<Arbitrary<? extends PathAttribute>> kinds = List.of(Arbitraries.integers().between(0, 2).map(PathAttribute.Origin::new),
                paths().map(PathAttribute.AsPathAttribute::new), Arbitraries.integers().map(i -> new PathAttribute.NextHop(new IpAddress.V4(i))),
                u32().map(PathAttribute.MultiExitDisc::new), u32().map(PathAttribute.LocalPref::new),
                Arbitraries.just(new PathAttribute.AtomicAggregate()),
                Combinators.combine(u32(), Arbitraries.integers()).as(PathAttribute.Aggregator::new),
                Combinators.combine(Arbitraries.of(true, false), Arbitraries.integers().list().ofMinSize(1).ofMaxSize(80))
                        .as(PathAttribute.Communities::new),
                Arbitraries.integers().map(PathAttribute.OriginatorId::new),
                Arbitraries.integers().list().ofMinSize(1).ofMaxSize(4).map(PathAttribute.ClusterList::new), reach, unreach,
                paths().map(PathAttribute.As4Path::new), Combinators.combine(u32(), Arbitraries.integers()).as(PathAttribute.As4Aggregator::new),
                Combinators.combine(Arbitraries.of(0x80, 0xc0, 0xe0), Arbitraries.integers().between(40, 254), bytes(300))
                        .as(PathAttribute.Unknown::new));
        Arbitrary<List<PathAttribute>> attributes = Arbitraries.subsetOf(java.util.stream.IntStream.range(0, kinds.size()).boxed().toList())
                .flatMap(chosen -> Combinators.combine(chosen.stream().sorted().<Arbitrary<PathAttribute>>map(i -> kinds.get(i).map(a -> a)).toList())
                        .as(list -> list));
        return Combinators.combine(v4, attributes, v4).as(Update::new);
    }
}
