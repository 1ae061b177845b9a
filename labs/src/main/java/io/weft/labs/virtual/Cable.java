package io.weft.labs.virtual;

import io.weft.daemon.node.Input;

/** A link as a whole: both directions, and the two ends that hear of its carrier. */
record Cable(Link forth, Link back, Site first, int firstPort, Site second, int secondPort) {
    /** Carrier comes or goes now, at both ends. */
    void carrier(boolean up, long now) {
        if (forth.isUp() == up) {
            return;
        }
        forth.carrier(up);
        back.carrier(up);
        first.at(now, new Input.LinkChange(firstPort, up));
        second.at(now, new Input.LinkChange(secondPort, up));
    }

    boolean endsAt(Site site) {
        return first == site || second == site;
    }

    Link from(Site site) {
        return first == site ? forth : back;
    }
}
