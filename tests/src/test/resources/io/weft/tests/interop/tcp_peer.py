"""A TCP program over the kernel's TCP: tcp_peer.py listen|connect ADDRESS%DEVICE PORT MODE COUNT

exchange  sends COUNT bytes and ends its half; reads to the end of the stream
answer    reads to the end of the stream, then sends COUNT bytes and ends
stall     as answer, but reads nothing before a line comes on standard input
reset     reads COUNT bytes, then resets the connection
suffer    sends COUNT bytes, then reads until it is reset

Prints "received COUNT SHA256" or "reset" when done.
"""
import hashlib
import socket
import struct
import sys
import threading

role, address, port, mode, count = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4], int(sys.argv[5])
family, _, _, _, where = socket.getaddrinfo(address, port, type=socket.SOCK_STREAM)[0]


def pattern(length):
    return bytes((i * 31 + (i >> 8)) & 255 for i in range(length))


def read_all(connection):
    seen, digest = 0, hashlib.sha256()
    while True:
        data = connection.recv(65536)
        if not data:
            return "received %d %s" % (seen, digest.hexdigest())
        seen += len(data)
        digest.update(data)


def send_all(connection):
    connection.sendall(pattern(count))
    connection.shutdown(socket.SHUT_WR)


def opened():
    endpoint = socket.socket(family, socket.SOCK_STREAM)
    endpoint.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if mode == "stall":
        endpoint.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    if role == "connect":
        endpoint.connect(where)
        return endpoint
    endpoint.bind(where)
    endpoint.listen(1)
    print("listening", flush=True)
    return endpoint.accept()[0]


connection = opened()
if mode == "exchange":
    sender = threading.Thread(target=send_all, args=(connection,))
    sender.start()
    result = read_all(connection)
    sender.join()
elif mode in ("answer", "stall"):
    if mode == "stall":
        sys.stdin.readline()
    result = read_all(connection)
    send_all(connection)
elif mode == "reset":
    got = 0
    while got < count:
        got += len(connection.recv(count - got))
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    result = "reset"
else:
    connection.sendall(pattern(count))
    try:
        result = read_all(connection)
    except ConnectionResetError:
        result = "reset"
connection.close()
print(result, flush=True)
