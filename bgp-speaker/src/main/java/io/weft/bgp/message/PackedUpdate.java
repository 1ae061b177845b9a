package io.weft.bgp.message;

/**
 * An UPDATE made once for all peers of a group. Only its next hop differs from peer to peer, since each knows us by another address: every copy has its
 * own written into the same place. {@code nextHopAt} 0: there is none to write.
 */
public record PackedUpdate(byte[] octets, int nextHopAt, int nextHopLength) {
    static final int NO_NEXT_HOP = 0;

    /** A copy of its own for one peer. */
    public byte[] copyFor(MpNextHop nextHop) {
        byte[] copy = octets.clone();
        if (nextHopAt != NO_NEXT_HOP) {
            if (nextHop.length() != nextHopLength) {
                throw new IllegalArgumentException("next hop of " + nextHop.length() + " octets in a place of " + nextHopLength);
            }
            ByteWriter value = new ByteWriter(nextHopLength);
            value.address(nextHop.address());
            if (nextHopLength == 32) {
                value.address(nextHop.linkLocal());
            }
            System.arraycopy(value.toArray(), 0, copy, nextHopAt, nextHopLength);
        }
        return copy;
    }
}
