package io.weft.nic.verbs;

/**
 * What both ends of a reliable connection have agreed on: the attributes that take a queue pair from INIT to ready to send. IBTA Vol 1 §11.2.5.2.
 *
 * @param sqPsn        first PSN that this end sends, 24 bits
 * @param rqPsn        first PSN that the peer sends, 24 bits
 * @param pathMtu      256, 512, 1024, 2048 or 4096 bytes of payload, at most the NIC's
 * @param timeoutCode  retransmission after 4.096 µs · 2^code, 1 … 31; 0: never
 * @param retryCount   0 … 7 retransmissions without progress
 * @param rnrRetry     0 … 6 repetitions after RNR NAK; 7: for ever
 * @param minRnrTimer  the timer code 0 … 31 that our RNR NAKs carry
 * @param flowLabel    20 bits that give the UDP source port, or {@link #FROM_QPNS}
 */
public record Connection(Gid localGid, Gid remoteGid, int remoteQpn, int sqPsn, int rqPsn, int pathMtu, int timeoutCode, int retryCount, int rnrRetry,
        int minRnrTimer, int flowLabel) {
    public static final int FROM_QPNS = -1;
    private static final int MAX_24 = 0xffffff;

    public Connection {
        if (localGid.isIpv4() != remoteGid.isIpv4()) {
            throw new IllegalArgumentException("one end is IPv4, the other is not: " + localGid + ", " + remoteGid);
        }
        require("remote QPN", remoteQpn, 0, MAX_24);
        require("send PSN", sqPsn, 0, MAX_24);
        require("receive PSN", rqPsn, 0, MAX_24);
        require("timeout code", timeoutCode, 0, 31);
        require("retry count", retryCount, 0, 7);
        require("RNR retry count", rnrRetry, 0, 7);
        require("RNR timer code", minRnrTimer, 0, 31);
        require("flow label", flowLabel, FROM_QPNS, 0xfffff);
        if (pathMtu < 256 || pathMtu > 4096 || Integer.bitCount(pathMtu) != 1) {
            throw new IllegalArgumentException("path MTU " + pathMtu + "; 256, 512, 1024, 2048 and 4096 are possible");
        }
    }

    /** With the usual numbers: timeout 14 (67 ms), 7 retries, RNR for ever, RNR timer 12 (0.64 ms), source port from the QPNs. */
    public static Connection between(Gid localGid, Gid remoteGid, int remoteQpn, int sqPsn, int rqPsn, int pathMtu) {
        return new Connection(localGid, remoteGid, remoteQpn, sqPsn, rqPsn, pathMtu, 14, 7, 7, 12, FROM_QPNS);
    }

    public Connection withTimeout(int code, int retries) {
        return new Connection(localGid, remoteGid, remoteQpn, sqPsn, rqPsn, pathMtu, code, retries, rnrRetry, minRnrTimer, flowLabel);
    }

    public Connection withRnr(int retries, int timerCode) {
        return new Connection(localGid, remoteGid, remoteQpn, sqPsn, rqPsn, pathMtu, timeoutCode, retryCount, retries, timerCode, flowLabel);
    }

    public Connection withFlowLabel(int label) {
        return new Connection(localGid, remoteGid, remoteQpn, sqPsn, rqPsn, pathMtu, timeoutCode, retryCount, rnrRetry, minRnrTimer, label);
    }

    private static void require(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(what + " " + value + "; " + least + " … " + most + " are possible");
        }
    }
}
