package io.weft.labs.virtual.tcp;

import io.weft.bgp.address.IpAddress;
import io.weft.daemon.node.Input;
import io.weft.daemon.node.RandomStream;
import io.weft.daemon.node.TcpStack;
import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.PacketPool;

public final class MiniTcp implements TcpStack {
    public interface Host {
        long now();

        int mtu(int port);

        PacketPool pool();

        void transmit(int port, Packet packet);

        void tell(Input input);

        void wakeAt(long time);
    }

    public MiniTcp(Host host, RandomStream random) {
    }

    public void frame(int port, Packet packet) {
        throw new UnsupportedOperationException("TCP is not there yet");
    }

    public void onTimer() {
        throw new UnsupportedOperationException("TCP is not there yet");
    }

    public void consumed(long connection, int count) {
        throw new UnsupportedOperationException("TCP is not there yet");
    }

    @Override
    public void listen(int localPort) {
        throw new UnsupportedOperationException("TCP is not there yet");
    }

    @Override
    public void connect(long connection, int port, IpAddress local, IpAddress remote, int remotePort) {
        throw new UnsupportedOperationException("TCP is not there yet");
    }

    @Override
    public void send(long connection, byte[] bytes) {
        throw new UnsupportedOperationException("TCP is not there yet");
    }

    @Override
    public void close(long connection) {
        throw new UnsupportedOperationException("TCP is not there yet");
    }

    @Override
    public void abort(long connection) {
        throw new UnsupportedOperationException("TCP is not there yet");
    }
}
