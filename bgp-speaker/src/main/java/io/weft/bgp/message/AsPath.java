package io.weft.bgp.message;

import java.util.ArrayList;
import java.util.List;

/** The AS_PATH, RFC 4271 §4.3 and §5.1.2, with four-octet numbers (RFC 6793). */
public record AsPath(List<Segment> segments) {
    public static final AsPath EMPTY = new AsPath(List.of());
    /** Stands for a number above 65535 towards a speaker that knows two octets only. RFC 6793 §9. */
    public static final long AS_TRANS = 23456;
    /** A segment's count is one octet. */
    static final int SEGMENT_LIMIT = 255;

    /** AS_SET (unordered) or AS_SEQUENCE. */
    public record Segment(boolean set, List<Long> numbers) {
        public Segment {
            numbers = List.copyOf(numbers);
        }

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder(set ? "{" : "");
            for (int i = 0; i < numbers.size(); i++) {
                text.append(i == 0 ? "" : set ? "," : " ").append(numbers.get(i));
            }
            return text.append(set ? "}" : "").toString();
        }
    }

    public AsPath {
        segments = List.copyOf(segments);
    }

    public static AsPath sequence(Long... numbers) {
        return numbers.length == 0 ? EMPTY : new AsPath(List.of(new Segment(false, List.of(numbers))));
    }

    /** For comparison: a set counts as one. RFC 4271 §9.1.2.2 a. */
    public int length() {
        int length = 0;
        for (Segment segment : segments) {
            length += segment.set ? 1 : segment.numbers.size();
        }
        return length;
    }

    public boolean contains(long number) {
        for (Segment segment : segments) {
            if (segment.numbers.contains(number)) {
                return true;
            }
        }
        return false;
    }

    /** The leftmost number if the path starts with a sequence: the neighbour that sent it; otherwise 0, which is nobody's number (RFC 7607). */
    public long neighbor() {
        return segments.isEmpty() || segments.getFirst().set ? 0 : segments.getFirst().numbers.getFirst();
    }

    /** RFC 4271 §5.1.2 b: into the leading sequence, or a new one if there is none or it is full. */
    public AsPath prepend(long number) {
        List<Segment> longer = new ArrayList<>(segments);
        List<Long> numbers = new ArrayList<>();
        numbers.add(number);
        if (!segments.isEmpty() && !segments.getFirst().set && segments.getFirst().numbers.size() < SEGMENT_LIMIT) {
            numbers.addAll(longer.removeFirst().numbers);
        }
        longer.addFirst(new Segment(false, numbers));
        return new AsPath(longer);
    }

    /** True if a number needs four octets. */
    boolean needsFourOctets() {
        for (Segment segment : segments) {
            for (long number : segment.numbers) {
                if (number > 0xffff) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * What a speaker that knows two octets has passed on, with the true numbers of AS4_PATH put in their place: the leading ones that AS4_PATH
     * does not have stay as they are. A path that is shorter than its AS4_PATH stands alone. RFC 6793 §4.2.3.
     */
    AsPath merge(AsPath four) {
        int surplus = length() - four.length();
        if (surplus < 0) {
            return this;
        }
        List<Segment> merged = new ArrayList<>();
        for (Segment segment : segments) {
            if (surplus == 0) {
                break;
            }
            int take = segment.set ? 1 : Math.min(surplus, segment.numbers.size());
            merged.add(segment.set ? segment : new Segment(false, segment.numbers.subList(0, take)));
            surplus -= take;
        }
        for (Segment segment : four.segments) {
            Segment last = merged.isEmpty() ? segment : merged.getLast();
            if (merged.isEmpty() || last.set || segment.set || last.numbers.size() + segment.numbers.size() > SEGMENT_LIMIT) {
                merged.add(segment);
            } else {
                List<Long> joined = new ArrayList<>(last.numbers);
                joined.addAll(segment.numbers);
                merged.set(merged.size() - 1, new Segment(false, joined));
            }
        }
        return new AsPath(merged);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Segment segment : segments) {
            text.append(text.isEmpty() ? "" : " ").append(segment);
        }
        return text.toString();
    }
}
