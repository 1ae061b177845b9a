package io.weft.bgp;

import io.weft.bgp.message.MpNextHop;
import io.weft.bgp.rib.Member;
import io.weft.bgp.rib.UpdateGroup;
import io.weft.bgp.session.Peer;

/** A neighbour's place in the update group of one family. */
record Membership(int index, MpNextHop self, Peer peer, UpdateGroup group) implements Member {
    @Override
    public void send(byte[] update) {
        peer.sendUpdate(update);
    }
}
