package io.weft.bgp.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.bgp.address.Prefix;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 7606: the remedy of each attribute, wherever it stands. */
class UpdateCheckTest {
    private static final String ORIGIN = "40010100";
    private static final String AS_PATH = "40020602010000fdea";
    private static final String NEXT_HOP = "4003040a000002";
    /** 10.1.1.1/32. */
    private static final String NLRI = "200a010101";
    private static final Prefix PREFIX = Prefix.parse("10.1.1.1/32").orElseThrow();

    private static Decoded decode(String attributes, String nlri) {
        String body = "0000" + String.format("%04x", attributes.length() / 2) + attributes + nlri;
        String message = "ff".repeat(16) + String.format("%04x", 19 + body.length() / 2) + "02" + body;
        MessageStream stream = new MessageStream();
        stream.append(HexFormat.of().parseHex(message));
        return stream.next(true).orElseThrow();
    }

    private static CheckedUpdate check(String attributes, boolean external) {
        return UpdateCheck.check((Update) decode(attributes, NLRI), external, 65002, true, _ -> true);
    }

    private static String outcome(CheckedUpdate checked) {
        if (checked.reset().isPresent()) {
            return "reset 3/" + checked.reset().get().subcode();
        }
        if (checked.withdrawn().contains(PREFIX)) {
            assertThat(checked.reached()).isEmpty();
            assertThat(checked.complaints()).isNotEmpty();
            return "withdraw";
        }
        assertThat(checked.reached()).singleElement().satisfies(r -> assertThat(r.prefixes()).containsExactly(PREFIX));
        return checked.complaints().isEmpty() ? "accept" : "discard";
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource({"ORIGIN of 2 octets (7.1), 4001020000, withdraw", "ORIGIN 3 (7.1), 40010103, withdraw", "ORIGIN optional (3 c), c0010100, withdraw",
            "MED of 3 octets (7.4), 800403000000, withdraw", "MED transitive (3 c), c00404000000, withdraw",
            "LOCAL_PREF from outside (7.5), 40050400000064, accept",
            "ATOMIC_AGGREGATE of 1 octet (7.6), 40060100, discard", "AGGREGATOR of 6 octets (7.7), c007060000fdea0a00, discard",
            "AGGREGATOR of AS 0 (RFC 7607), c00708000000000a000001, discard", "COMMUNITIES of 3 octets (7.8), c00803000000, withdraw",
            "COMMUNITIES of 0 octets (7.8), c00800, withdraw", "ORIGINATOR_ID from outside (7.9), 8009040a000001, accept",
            "EXTENDED_COMMUNITIES of 7 octets (7.14), c0100700000000000000, withdraw",
            "LARGE_COMMUNITIES of 4 octets (RFC 8092), c0200400000000, withdraw",
            "AS4_PATH from a four-octet speaker (RFC 6793), c01106020100010000, accept", "unknown optional transitive, c0630101, accept",
            "unknown well-known (RFC 4271 6.3), 40630101, reset 3/2", "MP_REACH of 3 octets (7.11), 800e03000101, reset 3/9",
            "MP_UNREACH of 2 octets (7.12), 800f020001, reset 3/9",
            "MP_REACH with a next hop of 5 octets (7.11), 800e0a00010105000000000000, reset 3/9",
            "MP_UNREACH with /33 (5.3), 800f09000101210a01010100, reset 3/9"})
    void appliesTheRemedyWhereverTheAttributeStands(String name, String attribute, String expected) {
        boolean replacesOrigin = attribute.startsWith("01", 2);
        String rest = replacesOrigin ? AS_PATH + NEXT_HOP : ORIGIN + AS_PATH + NEXT_HOP;
        assertThat(outcome(check(attribute + rest, true))).as("first").isEqualTo(expected);
        assertThat(outcome(check(rest + attribute, true))).as("last").isEqualTo(expected);
        assertThat(outcome(check(rest.substring(0, rest.length() - NEXT_HOP.length()) + attribute + NEXT_HOP, true))).as("between")
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"unknown segment type, 4002060501 0000fdea", "segment overrun, 4002060202 0000fdea", "empty segment, 4002080200 02010000fdea",
            "AS 0 (RFC 7607), 40020a0202 0000fdea00000000", "confederation (RFC 5065), 4002060301 0000fdea", "one octet, 40020102",
            "another neighbour first (RFC 4271 6.3), 4002060201 0000fdeb"})
    void treatsAMalformedAsPathAsWithdraw(String name, String attribute) {
        assertThat(outcome(check(ORIGIN + attribute.replace(" ", "") + NEXT_HOP, true))).isEqualTo("withdraw");
    }

    @ParameterizedTest
    @CsvSource({"4003040a000002 4003040a000003, discard", "4003040a000002 40010101, discard"})
    void keepsTheFirstOfTwo(String attributes, String expected) {
        CheckedUpdate checked = check(ORIGIN + AS_PATH + attributes.replace(" ", ""), true);
        assertThat(outcome(checked)).isEqualTo(expected);
        assertThat(checked.reached().getFirst().nextHop().address()).hasToString("10.0.0.2");
        assertThat(checked.attributes()).contains(new PathAttribute.Origin(PathAttribute.Origin.IGP));
    }

    @Test
    void resetsOnTwoMpReach() {
        String reach = "800e0d000101040a000002 00200a010102".replace(" ", "");
        assertThat(outcome(check(ORIGIN + AS_PATH + NEXT_HOP + reach, true))).isEqualTo("reset 3/9");
        String sound = "800e0e000101040a00000200200a010102";
        assertThat(outcome(check(ORIGIN + AS_PATH + NEXT_HOP + sound + sound, true))).isEqualTo("reset 3/1");
    }

    @Test
    void withdrawsWhatAnMpReachWithWrongFlagsAnnounces() {
        CheckedUpdate checked = UpdateCheck.check((Update) decode(ORIGIN + AS_PATH + "c00e0e000101040a00000200200a010102", ""), true, 65002, true,
                _ -> true);
        assertThat(checked.withdrawn()).containsExactly(Prefix.parse("10.1.1.2/32").orElseThrow());
        assertThat(checked.reached()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"40020602010000fdea4003040a000002", "400101004003040a000002", "4001010040020602010000fdea"})
    void treatsAMissingMandatoryAttributeAsWithdraw(String attributes) {
        assertThat(outcome(check(attributes, true))).isEqualTo("withdraw");
    }

    @Test
    void wantsLocalPrefFromInside() {
        assertThat(outcome(check(ORIGIN + "400200" + NEXT_HOP, false))).isEqualTo("withdraw");
        assertThat(outcome(check(ORIGIN + "400200" + NEXT_HOP + "40050400000064", false))).isEqualTo("accept");
        assertThat(outcome(check(ORIGIN + "400200" + NEXT_HOP + "400503000064", false))).isEqualTo("withdraw");
    }

    @ParameterizedTest
    @CsvSource({"4003040a0000", "400304e0000001", "40030400000000", "4003047f000001", "4003030a0000"})
    void treatsANextHopOfNoHostAsWithdraw(String nextHop) {
        assertThat(outcome(check(ORIGIN + AS_PATH + nextHop, true))).isEqualTo("withdraw");
    }

    @Test
    void findsTheNlriBehindAnAttributeThatOverrunsTheList() {
        assertThat(outcome(check(ORIGIN + AS_PATH + NEXT_HOP + "c0080c0000", true))).isEqualTo("withdraw");
        assertThat(outcome(check(ORIGIN + AS_PATH + NEXT_HOP + "c0", true))).isEqualTo("withdraw");
        assertThat(outcome(check(ORIGIN + AS_PATH + NEXT_HOP + "800e400001", true))).isEqualTo("reset 3/5");
    }

    @ParameterizedTest
    @CsvSource({"210a01010100", "200a0101", "ff"})
    void resetsOnNlriThatCannotBeRead(String nlri) {
        assertThat(decode(ORIGIN + AS_PATH + NEXT_HOP, nlri)).isEqualTo(new Undecodable(Notification.of(3, 10)));
    }

    @Test
    void ignoresAFamilyThatWasNotNegotiated() {
        String v6 = "800e1a00020110 20010db8000000000000000000000001 00 2020010db8".replace(" ", "");
        Update update = (Update) decode(v6 + ORIGIN + AS_PATH, "");
        CheckedUpdate checked = UpdateCheck.check(update, true, 65002, true, f -> f == Family.IPV4_UNICAST);
        assertThat(checked.reached()).isEmpty();
        assertThat(checked.reset()).isEmpty();
        assertThat(UpdateCheck.check(update, true, 65002, true, _ -> true).reached()).hasSize(1);
    }

    @Test
    void mergesTheFourOctetPathOfATwoOctetSpeaker() {
        AsPath two = AsPath.sequence(64999L, AsPath.AS_TRANS, AsPath.AS_TRANS);
        Update update = new Update(List.of(), List.of(new PathAttribute.Origin(0), new PathAttribute.AsPathAttribute(two),
                new PathAttribute.NextHop(new io.weft.bgp.address.IpAddress.V4(0x0a000002)),
                new PathAttribute.As4Path(AsPath.sequence(4200000001L, 4200000002L))),
                List.of(PREFIX));
        CheckedUpdate checked = UpdateCheck.check(update, true, 64999, false, _ -> true);
        assertThat(checked.attributes()).contains(new PathAttribute.AsPathAttribute(AsPath.sequence(64999L, 4200000001L, 4200000002L)));
    }

    @Test
    void knowsEndOfRib() {
        assertThat(UpdateCheck.check(Update.endOfRib(Family.IPV4_UNICAST), true, 65002, true, _ -> true).endOfRib()).hasValue(Family.IPV4_UNICAST);
        assertThat(UpdateCheck.check(Update.endOfRib(Family.IPV6_UNICAST), true, 65002, true, _ -> true).endOfRib()).hasValue(Family.IPV6_UNICAST);
    }
}
