package io.weft.tests.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.weft.pipeline.Balance;
import io.weft.pipeline.packet.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A script: setup, then lines of a time and what comes in or is expected to come out. {@code #} starts a comment.
 *
 * <pre>
 * switch loopback 10.255.0.11 queue 2000 punt 1000/2 icmp 1000/100     rates a second / burst
 * port eth1 address 10.1.0.0 mtu 1500                                  MAC 02:00:00:00:00:01, its peer 02:00:00:00:01:01
 * route 10.2.0.0/16 via eth2,fe80::2;eth3,fe80::3                      or: on eth1, do local, do blackhole
 * neighbor fe80::2 on eth2
 *
 * 0ns   eth1 < ip 10.1.0.1 > 10.2.0.5 ttl 64 | udp 49152 > 4791        a frame comes in: headers, outermost first
 * +1ns  cpu < ip …     cpu eth2 < arp …                                 the CPU sends, routed or out of a port
 * +1ns  eth2 down      eth2 up      forget eth2 fe80::2
 * +80ns eth2 > ip 10.1.0.1 > 10.2.0.5 ttl 63                           a frame's last bit leaves; only fields named are compared
 * +..   drop NO_ROUTE  consume CONSUMED  punt arp  want eth2 10.2.0.5   +.. is any time
 * +0ns  counters received 1 originated 0 sent 1 dropped 0 consumed 0 buffered 0
 * </pre>
 *
 * Times: absolute, or after the line before with {@code +}. Whatever the switch does must be expected, in order; law 4 is checked at every line.
 */
final class GoldenScript {
    private static final Pattern TIMED = Pattern.compile("(\\+\\.\\.|\\+?\\d+(?:ps|ns|us|ms))\\s+(.*)");
    private static final Map<String, Long> UNITS = new TreeMap<>(Map.of("ps", 1L, "ns", 1000L, "us", 1_000_000L, "ms", 1_000_000_000L));

    private final String title;
    private final Path file;
    private final List<String> lines;
    private final ScriptedSwitch scripted = new ScriptedSwitch();
    private long now;

    private GoldenScript(String title, Path file, List<String> lines) {
        this.title = title;
        this.file = file;
        this.lines = lines;
    }

    static GoldenScript read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        if (lines.isEmpty() || !lines.getFirst().startsWith("# ")) {
            throw new IllegalArgumentException(file + ":1: a script begins with a comment that says what holds");
        }
        return new GoldenScript(lines.getFirst().substring(2), file, lines);
    }

    String title() {
        return title;
    }

    Path file() {
        return file;
    }

    /** The exits that the script expects. */
    Set<Verdict> exits() {
        Set<Verdict> exits = EnumSet.noneOf(Verdict.class);
        for (String line : lines) {
            Matcher matcher = TIMED.matcher(line);
            if (matcher.matches()) {
                String[] words = matcher.group(2).split("\\s+");
                switch (words[0]) {
                    case "drop", "consume" -> exits.add(Verdict.valueOf(words[1]));
                    case "punt" -> exits.add(Verdict.PUNTED);
                    default -> {
                    }
                }
            }
        }
        return exits;
    }

    void run() {
        boolean started = false;
        for (int number = 1; number <= lines.size(); number++) {
            String line = lines.get(number - 1).replaceFirst("(^|\\s)#.*", "").strip();
            if (line.isEmpty()) {
                continue;
            }
            try {
                Matcher timed = TIMED.matcher(line);
                if (!timed.matches()) {
                    scripted.setUp(line);
                    continue;
                }
                if (!started) {
                    scripted.start();
                    started = true;
                }
                step(timed.group(1), timed.group(2));
                Balance balance = scripted.pipeline().balance();
                assertThat(balance.holds()).as("law 4: %s", balance).isTrue();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(file.getFileName() + ":" + number + ": " + line + "\n" + e.getMessage(), e);
            }
        }
        scripted.advance(Long.MAX_VALUE - 1);
        assertThat(scripted.outputs).as("outputs that the script does not expect").isEmpty();
    }

    private void step(String time, String event) {
        String[] words = event.split("\\s+", 3);
        boolean input = words.length > 1 && (words[1].equals("<") || words[0].equals("cpu") || words[1].equals("down") || words[1].equals("up"))
                || words[0].equals("forget");
        if (input) {
            now = at(time);
            scripted.advance(now - 1);
            input(words, event);
        } else if (words[0].equals("counters")) {
            now = at(time);
            scripted.advance(now);
            assertThat(counters()).isEqualTo(String.join(" ", event.split("\\s+")));
        } else {
            expect(time, event);
        }
    }

    private long at(String time) {
        Matcher matcher = Pattern.compile("(\\+?)(\\d+)(\\w+)").matcher(time);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("a time is needed here, not " + time);
        }
        return (matcher.group(1).isEmpty() ? 0 : now) + Long.parseLong(matcher.group(2)) * UNITS.get(matcher.group(3));
    }

    private void input(String[] words, String event) {
        switch (words[0]) {
            case "cpu" -> {
                String frame = event.substring(event.indexOf('<') + 1).strip();
                if (words[1].equals("<")) {
                    scripted.originate(frame, now);
                } else {
                    scripted.sendOn(words[1], frame, now);
                }
            }
            case "forget" -> scripted.forget(words[1], words[2]);
            default -> {
                if (words[1].equals("<")) {
                    scripted.receive(words[0], words[2], now);
                } else {
                    scripted.link(words[0], words[1].equals("up"), now);
                }
            }
        }
    }

    private void expect(String time, String event) {
        long horizon = time.equals("+..") ? Long.MAX_VALUE - 1 : at(time);
        if (scripted.outputs.isEmpty()) {
            scripted.advance(horizon);
        }
        if (scripted.outputs.isEmpty()) {
            fail("nothing came out");
        }
        ScriptedSwitch.Output output = scripted.outputs.remove();
        String[] words = event.split("\\s+");
        int framed = words.length > 1 && words[1].equals(">") && scripted.isPort(words[0]) ? 2 : words[0].equals("punt") ? 1 : words.length;
        String expected = String.join(" ", List.of(words).subList(0, framed));
        assertThat(output.words()).as("%s", output).isEqualTo(expected);
        if (framed < words.length) {
            matchFrame(Layer.parse(String.join(" ", List.of(words).subList(framed, words.length))), output);
        }
        if (!time.equals("+..")) {
            assertThat(output.at()).as("picosecond of %s", output).isEqualTo(at(time));
        }
        now = Math.max(now, output.at());
    }

    private static void matchFrame(List<Layer> expected, ScriptedSwitch.Output output) {
        List<Layer> actual = new ArrayList<>(output.frame());
        if (!expected.getFirst().name().equals("eth")) {
            actual.removeFirst();
        }
        for (int i = 0; i < expected.size(); i++) {
            if (i >= actual.size() || !expected.get(i).matches(actual.get(i))) {
                fail("expected " + expected.get(i) + "\nin       " + output);
            }
        }
    }

    private String counters() {
        Balance b = scripted.pipeline().balance();
        return "counters received %d originated %d sent %d dropped %d consumed %d buffered %d".formatted(b.received(), b.originated(), b.sent(),
                b.dropped(), b.consumed(), b.buffered());
    }
}
