// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
import { randomUUID } from 'node:crypto';
import { once, EventEmitter } from 'node:events';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { counting, serve } from './server.js';

// What all streams have sent, for clients that come back. An event's id is its place in the list.
class EventStore {
    #events = [];

    async storeEvent(streamId, message) {
        this.#events.push({ streamId, message });
        return String(this.#events.length);
    }

    async getStreamIdForEventId(eventId) {
        return this.#events[eventId - 1]?.streamId;
    }

    async replayEventsAfter(lastEventId, { send }) {
        const { streamId } = this.#events[lastEventId - 1];
        for (let i = Number(lastEventId); i < this.#events.length; ++i) {
            if (this.#events[i].streamId === streamId)
                await send(String(i + 1), this.#events[i].message);
        }
        return streamId;
    }
}

const orders = new EventEmitter();
const steps = 10;

async function reportProgress({ _meta, sendNotification }, from, to) {
    for (let progress = from; progress <= to; ++progress) {
        await sendNotification({
            method: 'notifications/progress',
            params: { progressToken: _meta.progressToken, progress, total: steps },
        });
    }
}

// Stops half way, until the test says how to go on.
async function work(extra) {
    await reportProgress(extra, 1, steps / 2);
    const [order] = await once(orders, 'continue');
    if (order === 'hang-up')
        extra.closeSSEStream();
    await reportProgress(extra, steps / 2 + 1, steps);
    return { content: [{ type: 'text', text: 'done' }] };
}

const server = new McpServer({ name: 'interop', version: '1' }, { capabilities: { logging: {} } });
server.registerTool('work', { description: 'Works in ten steps' }, work);

const transport = new StreamableHTTPServerTransport({
    sessionIdGenerator: randomUUID,
    eventStore: new EventStore(),
    retryInterval: 20,
    keepAliveMs: 50,
});
await server.connect(transport);

serve((request, response) => transport.handleRequest(request, response), {
    continue: () => orders.emit('continue'),
    'hang-up': () => orders.emit('continue', 'hang-up'),
    ...counting((number) => server.sendLoggingMessage({ level: 'info', data: { number } })),
});
