package io.weft.tests.interop;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A TAP interface of Linux: frames that the kernel sends by it are read here, frames written here arrive at the kernel. See the kernel's
 * Documentation/networking/tuntap.rst and tun(4)'s constants in linux/if_tun.h.
 */
final class Tap implements AutoCloseable {
    private static final int O_RDONLY = 0;
    private static final int O_RDWR = 2;
    private static final int O_NONBLOCK = 0x800;
    private static final int CLONE_NEWNET = 0x40000000;
    private static final long TUNSETIFF = 0x400454caL;
    private static final short IFF_TAP = 0x0002;
    private static final short IFF_NO_PI = 0x1000;
    private static final int IFREQ_LENGTH = 40;
    private static final int IFREQ_FLAGS = 16;
    private static final int POLLFD_LENGTH = 8;
    private static final short POLLIN = 1;
    private static final int FRAME_ROOM = 65_536;

    private static final MethodHandle OPEN = variadic("open", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
    private static final MethodHandle IOCTL = variadic("ioctl",
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS));
    private static final MethodHandle SETNS = call("setns", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    private static final MethodHandle READ = call("read",
            FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG));
    private static final MethodHandle WRITE = call("write",
            FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG));
    private static final MethodHandle POLL = call("poll",
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT));
    private static final MethodHandle CLOSE = call("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

    private final Arena arena = Arena.ofShared();
    private final MemorySegment room = arena.allocate(FRAME_ROOM);
    private final MemorySegment pollfd = arena.allocate(POLLFD_LENGTH, 4);
    private final int descriptor;

    private static MethodHandle call(String name, FunctionDescriptor type, Linker.Option... options) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), type, options);
    }

    private static MethodHandle variadic(String name, FunctionDescriptor type) {
        return call(name, type, Linker.Option.firstVariadicArg(2));
    }

    /** Makes interface {@code name} in {@code namespace}. A thread enters the namespace, opens the device there, and ends. */
    Tap(NetworkNamespace namespace, String name) throws IOException, InterruptedException {
        var opened = new AtomicInteger(-1);
        Thread.ofPlatform().start(() -> opened.set(open(namespace, name))).join();
        descriptor = opened.get();
        if (descriptor < 0) {
            throw new IOException("no TAP interface " + name + " in " + namespace.name());
        }
    }

    private int open(NetworkNamespace namespace, String name) {
        try {
            int space = (int) OPEN.invokeExact(arena.allocateFrom("/run/netns/" + namespace.name()), O_RDONLY);
            if ((int) SETNS.invokeExact(space, CLONE_NEWNET) != 0) {
                return -1;
            }
            int closed = (int) CLOSE.invokeExact(space);
            int tun = (int) OPEN.invokeExact(arena.allocateFrom("/dev/net/tun"), O_RDWR | O_NONBLOCK);
            MemorySegment ifreq = arena.allocate(IFREQ_LENGTH);
            ifreq.setString(0, name);
            ifreq.set(ValueLayout.JAVA_SHORT, IFREQ_FLAGS, (short) (IFF_TAP | IFF_NO_PI));
            return closed == 0 && (int) IOCTL.invokeExact(tun, TUNSETIFF, ifreq) == 0 ? tun : -1;
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Waits until there is a frame, at most {@code milliseconds}. */
    void await(int milliseconds) {
        pollfd.set(ValueLayout.JAVA_INT, 0, descriptor);
        pollfd.set(ValueLayout.JAVA_SHORT, 4, POLLIN);
        try {
            int ready = (int) POLL.invokeExact(pollfd, 1L, milliseconds);
            if (ready < 0) {
                throw new IOException("poll failed");
            }
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** The next frame, empty if there is none now. */
    byte[] read() {
        try {
            long length = (long) READ.invokeExact(descriptor, room, (long) FRAME_ROOM);
            return length <= 0 ? new byte[0] : room.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }

    void write(byte[] frame) {
        MemorySegment.copy(frame, 0, room, ValueLayout.JAVA_BYTE, 0, frame.length);
        try {
            long written = (long) WRITE.invokeExact(descriptor, room, (long) frame.length);
            if (written != frame.length) {
                throw new IOException("wrote " + written + " of " + frame.length + " bytes");
            }
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void close() {
        try {
            int closed = (int) CLOSE.invokeExact(descriptor);
            arena.close();
            if (closed != 0) {
                throw new IOException("close failed");
            }
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }
}
