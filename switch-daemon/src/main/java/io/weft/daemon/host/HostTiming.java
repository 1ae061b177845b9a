package io.weft.daemon.host;

/**
 * Durations of ARP and neighbour discovery, nominal picoseconds.
 *
 * @param burst router advertisements at link-up; MAX_INITIAL_RTR_ADVERTISEMENTS of RFC 4861 §10
 * @param burstMin,burstMax bounds of the random gap between those
 * @param periodMin,periodMax MinRtrAdvInterval and MaxRtrAdvInterval, RFC 4861 §6.2.1
 * @param solicitations router solicitations at link-up until a router is seen; MAX_RTR_SOLICITATIONS
 * @param solicitationInterval RTR_SOLICITATION_INTERVAL
 * @param peerLifetime after the last advertisement, when another router may take the peer's place
 * @param retransTimer between solicitations of a neighbour; RETRANS_TIMER
 * @param tries of those; MAX_MULTICAST_SOLICIT and MAX_UNICAST_SOLICIT
 * @param reachableTime after a confirmation, until the neighbour is asked again; REACHABLE_TIME
 * @param retryAfter from giving up on a wanted neighbour to the next attempt
 */
public record HostTiming(int burst, long burstMin, long burstMax, long periodMin, long periodMax, int solicitations, long solicitationInterval,
        long peerLifetime, long retransTimer, int tries, long reachableTime, long retryAfter) {
    private static final long SECOND = 1_000_000_000_000L;

    /** RFC 4861 §10 and §6.2.1, but a burst gap of 100 – 200 ms, for convergence. */
    public static final HostTiming DEFAULT = new HostTiming(3, SECOND / 10, SECOND / 5, 200 * SECOND, 600 * SECOND, 3, 4 * SECOND, 1800 * SECOND,
            SECOND,
            3, 30 * SECOND, 5 * SECOND);

    public HostTiming {
        if (burst < 1 || tries < 1 || burstMin < 1 || burstMax <= burstMin || periodMin < 1 || periodMax <= periodMin || solicitationInterval < 1
                || retransTimer < 1 || reachableTime < 1 || retryAfter < 1) {
            throw new IllegalArgumentException("host timing out of order");
        }
    }

    /** The same in a world whose nominal time runs {@code k} times slower than the wall's: control keeps wall time. */
    public HostTiming dilated(long k) {
        return new HostTiming(burst, burstMin / k, burstMax / k, periodMin / k, periodMax / k, solicitations, solicitationInterval / k,
                peerLifetime / k,
                retransTimer / k, tries, reachableTime / k, retryAfter / k);
    }
}
