package io.weft.pipeline.wire;

/** The fields of an {@link ExtendedHeader}, as values. */
public sealed interface RoceExtension {
    /** {@link Reth}. */
    record Rdma(long virtualAddress, int rkey, int dmaLength) implements RoceExtension {
    }

    /** {@link Aeth}. */
    record Ack(int syndrome, int msn) implements RoceExtension {
        @Override
        public String toString() {
            return "Ack[" + Syndrome.words(syndrome) + ", msn=" + msn + "]";
        }
    }

    /** {@link ImmDt}. */
    record Immediate(int value) implements RoceExtension {
    }

    /** {@link Ieth}. */
    record Invalidate(int rkey) implements RoceExtension {
    }

    /** {@link Feth}. */
    record Flush(int bits) implements RoceExtension {
    }

    /** {@link Deth}. */
    record Datagram(int qkey, int reserved, int sourceQp) implements RoceExtension {
    }

    /** {@link AtomicEth}. */
    record Atomic(long virtualAddress, int rkey, long swapOrAdd, long compare) implements RoceExtension {
    }

    /** {@link AtomicAckEth}. */
    record AtomicAck(long original) implements RoceExtension {
    }

    /** The 16 reserved bytes of a CNP, zero as sent. */
    record CnpReserved(long high, long low) implements RoceExtension {
    }

    default ExtendedHeader header() {
        return switch (this) {
            case Rdma _ -> ExtendedHeader.RETH;
            case Ack _ -> ExtendedHeader.AETH;
            case Immediate _ -> ExtendedHeader.IMM_DT;
            case Invalidate _ -> ExtendedHeader.IETH;
            case Flush _ -> ExtendedHeader.FETH;
            case Datagram _ -> ExtendedHeader.DETH;
            case Atomic _ -> ExtendedHeader.ATOMIC_ETH;
            case AtomicAck _ -> ExtendedHeader.ATOMIC_ACK_ETH;
            case CnpReserved _ -> ExtendedHeader.CNP_RESERVED;
        };
    }
}
