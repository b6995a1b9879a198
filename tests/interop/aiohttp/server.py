# SPDX-FileCopyrightText: 2026 The QtSse authors
# SPDX-License-Identifier: MIT
"""Event streams by aiohttp, on the loopback port that is the argument. POST /test/... is an order."""

import asyncio
import functools
import json
import sys

from aiohttp import web

LINE_ENDS = {"lf": "\n", "cr": "\r", "crlf": "\r\n"}
BATCH = 50

routes = web.RouteTableDef()
connections = set()
reached = 0  # The first number that no client has been sent.
count = None  # How many numbers there are, once the test has had enough.


def cuttable(handler):
    @functools.wraps(handler)
    async def remembered(request):
        connection = request.transport
        connections.add(connection)
        try:
            return await handler(request)
        finally:
            connections.discard(connection)

    return remembered


async def start_stream(request):
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
    compression = request.query.get("compression")
    if compression:
        response.enable_compression(web.ContentCoding[compression])
    await response.prepare(request)
    return response


@routes.get("/numbers")
@cuttable
async def numbers(request):
    """Counts from 0, or behind the last event id, for as long as the test wishes."""
    global reached
    number = int(request.headers.get("Last-Event-ID", "-1")) + 1
    if number == count:
        return web.Response(status=204)

    end = LINE_ENDS[request.query["ends"]]
    response = await start_stream(request)
    while count is None or number < count:
        stop = min(number + BATCH, count or sys.maxsize)
        reached = max(reached, stop)
        text = "".join(f"id: {n}{end}data: {n}{end}{end}" for n in range(number, stop))
        await response.write(text.encode())
        await asyncio.sleep(0.001)
        number = stop
    await response.write_eof()
    return response


@routes.post("/v1/chat/completions")
@cuttable
async def complete(request):
    """Answers with the words of the question, in the way of language models."""
    question = await request.json()
    if not question.get("stream"):
        return web.json_response({"error": {"message": "Streams only"}}, status=400)

    response = await start_stream(request)
    await response.write(b": processing\n\n")
    for word in question["messages"][-1]["content"].split(" "):
        chunk = {"choices": [{"index": 0, "delta": {"content": word}}]}
        await response.write(f"data: {json.dumps(chunk)}\n\n".encode())
    if question["model"] == "stuck":
        await asyncio.Event().wait()
    if question["model"] != "forgetful":
        await response.write(b"data: [DONE]\n\n")
    await response.write_eof()
    return response


@routes.post("/test/cut")
async def cut(_):
    for connection in connections:
        connection.abort()
    return web.Response()


@routes.post("/test/finish")
async def finish(_):
    global count
    count = reached
    return web.Response(text=str(count))


app = web.Application()
app.add_routes(routes)
web.run_app(app, host="127.0.0.1", port=int(sys.argv[1]), print=None)
