package io.weft.labs.virtual;

import io.weft.daemon.node.RandomStream;
import io.weft.pipeline.packet.Packet;
import java.util.Arrays;

/**
 * What is wrong with one direction of a link: it loses frames by chance or by their number, and damages some. Drawn from the direction's own
 * stream; a probability of 0 draws nothing.
 */
public final class Impairment {
    private static final int MASKS = 255;

    private final RandomStream losses;
    private final RandomStream damages;
    private double loss;
    private double corruption;
    private long[] doomed = {};

    Impairment(long seed, String direction) {
        losses = RandomStream.of(seed, direction, "loss");
        damages = RandomStream.of(seed, direction, "corruption");
    }

    /** Each frame is lost with this probability from now on. */
    public void loss(double probability) {
        loss = checked(probability);
    }

    /** Each frame has one byte damaged with this probability from now on. */
    public void corruption(double probability) {
        corruption = checked(probability);
    }

    /** The frames with these numbers, counted from 0 in this direction, are lost; replaces an earlier list. */
    public void loseFrames(long... numbers) {
        doomed = numbers.clone();
        Arrays.sort(doomed);
    }

    private static double checked(double probability) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("a probability of " + probability);
        }
        return probability;
    }

    boolean loses(long number) {
        return loss > 0 && losses.chance(loss) || doomed.length > 0 && Arrays.binarySearch(doomed, number) >= 0;
    }

    void damage(Packet packet) {
        if (corruption > 0 && damages.chance(corruption)) {
            packet.corrupt(damages.nextInt(packet.corruptible()), 1 + damages.nextInt(MASKS));
        }
    }
}
