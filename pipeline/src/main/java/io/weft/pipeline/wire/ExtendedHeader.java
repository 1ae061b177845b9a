package io.weft.pipeline.wire;

/** What may stand between BTH and payload. IBTA Vol 1 §9.3; the reserved field of a CNP: Annex A17. */
public enum ExtendedHeader {
    DETH(Deth.LENGTH),
    RETH(Reth.LENGTH),
    ATOMIC_ETH(AtomicEth.LENGTH),
    AETH(Aeth.LENGTH),
    ATOMIC_ACK_ETH(AtomicAckEth.LENGTH),
    IMM_DT(ImmDt.LENGTH),
    IETH(Ieth.LENGTH),
    FETH(Feth.LENGTH),
    CNP_RESERVED(16);

    private final int length;

    ExtendedHeader(int length) {
        this.length = length;
    }

    /** Bytes. */
    public int length() {
        return length;
    }
}
