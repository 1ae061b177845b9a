package io.weft.bgp.message;

import io.weft.bgp.address.IpAddress;
import java.util.Arrays;

/** Writes big-endian numbers into a growing array. */
final class ByteWriter {
    private byte[] data;
    private int length;

    ByteWriter(int capacity) {
        data = new byte[capacity];
    }

    int length() {
        return length;
    }

    ByteWriter u8(int value) {
        if (length == data.length) {
            data = Arrays.copyOf(data, 2 * length + 16);
        }
        data[length++] = (byte) value;
        return this;
    }

    ByteWriter u16(int value) {
        return u8(value >>> 8).u8(value);
    }

    ByteWriter u32(long value) {
        return u16((int) (value >>> 16) & 0xffff).u16((int) value & 0xffff);
    }

    ByteWriter octets(byte[] octets) {
        return octets(octets, octets.length);
    }

    /** The first {@code count} of {@code octets}. */
    ByteWriter octets(byte[] octets, int count) {
        if (data.length - length < count) {
            data = Arrays.copyOf(data, Math.max(2 * data.length, length + count));
        }
        System.arraycopy(octets, 0, data, length, count);
        length += count;
        return this;
    }

    ByteWriter address(IpAddress address) {
        return switch (address) {
            case IpAddress.V4(int bits) -> u32(bits & 0xffff_ffffL);
            case IpAddress.V6(long high, long low) -> u32(high >>> 32).u32(high & 0xffff_ffffL).u32(low >>> 32).u32(low & 0xffff_ffffL);
        };
    }

    /** Writes {@code value} over the two octets at {@code at}. */
    void patch16(int at, int value) {
        data[at] = (byte) (value >>> 8);
        data[at + 1] = (byte) value;
    }

    ByteWriter append(ByteWriter other) {
        return octets(other.data, other.length);
    }

    byte[] toArray() {
        return Arrays.copyOf(data, length);
    }
}
