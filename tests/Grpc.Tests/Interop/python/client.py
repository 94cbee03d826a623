"""Calls the echo service with the C core's Python binding and prints one JSON line a check."""
import json
import sys

import grpc

SERVICE = "/meshactors.test.Echo/"


def encode(text):
    body = text.encode()
    length, rest = [], len(body)
    while rest >= 128:
        length.append((rest & 127) | 128)
        rest >>= 7
    return bytes([10, *length, rest]) + body


def decode(data):
    at = 1
    while at < len(data) and data[at] & 128:
        at += 1
    return data[at + 1:].decode()


def report(check, value):
    print(json.dumps({"check": check, "value": value}), flush=True)


OPTIONS = [("grpc.max_receive_message_length", -1), ("grpc.max_send_message_length", -1)]
with grpc.insecure_channel(sys.argv[1], options=OPTIONS) as channel:
    say = channel.unary_unary(SERVICE + "Say", encode, decode)
    report("unary", say("mesh"))
    report("big", len(say("x" * (17 * 1024 * 1024))))

    repeat = channel.unary_stream(SERVICE + "Repeat", encode, decode)("a")
    report("server streaming", [list(repeat), repeat.code().value[0]])

    report("client streaming", channel.stream_unary(SERVICE + "Join", encode, decode)(iter("abc")))

    chat = channel.stream_stream(SERVICE + "Chat", encode, decode)(iter([f"m{i}" for i in range(50)]))
    report("duplex", [list(chat) == [f"m{i}" for i in range(50)], chat.code().value[0]])

    try:
        channel.unary_unary(SERVICE + "Fail", encode, decode)("no entry: ü", metadata=[("code", "7")])
    except grpc.RpcError as error:
        trailers = dict(error.trailing_metadata())
        report("status", [error.code().value[0], error.details(), trailers["reason"], list(trailers["trace-bin"])])

    try:
        channel.unary_unary(SERVICE + "Hang", encode, decode)("x", timeout=0.2)
    except grpc.RpcError as error:
        report("deadline", error.code().value[0])

    report("gzip", len(say("zip " * 1000, compression=grpc.Compression.Gzip)))

    try:
        channel.unary_unary(SERVICE + "Nothing", encode, decode)("x")
    except grpc.RpcError as error:
        report("unknown method", error.code().value[0])

    call = channel.stream_stream(SERVICE + "Hold", encode, decode)(iter(["x"]))
    next(call)
    call.cancel()
    report("cancel", call.code().value[0])
