/**
 * A BGP-4 speaker as bytes in, actions out. {@link io.weft.bgp.BgpSpeaker} is the door: its methods are what happens, {@link io.weft.bgp.BgpActions} what it wants
 * done, {@link io.weft.bgp.BgpConfig} what it was told. It knows no packets, clocks, threads or sockets: {@code now} is an argument in picoseconds and never goes back.
 * Rooms below: {@code address}, {@code message} (the codec), {@code rib} (paths and the decision), {@code policy} (what is told), {@code session} (the state machine).
 */
@NullMarked
package io.weft.bgp;

import org.jspecify.annotations.NullMarked;
