// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
import betterSse from 'better-sse';
import { counting, serve } from './server.js';

const { createChannel, createEventBuffer, createSession } = betterSse;

// Better SSE keeps no history: its users keep one of what a channel has broadcast.
const history = [];
const channel = createChannel();
channel.on('broadcast', (data, type, id) => history.push({ data, type, id }));

async function joinChannel(request, response) {
    const session = await createSession(request, response, { retry: 20, keepAlive: null });
    const seen = history.findIndex(({ id }) => id === session.lastId) + 1;
    history.slice(seen).forEach(({ data, type, id }) => session.push(data, type, id));
    channel.register(session);
}

async function sendFields(request, response) {
    const session = await createSession(request, response, { retry: 1500, keepAlive: null });
    session.push('two\nlines');
    session.push('Grüße \u{1F60A}', 'text', 'a-1');
    session.push({ symbol: 'QT', bid: 1.5 }, 'price', 'a-2');
    session.batch(
        createEventBuffer()
            .comment('a comment')
            .retry(40)
            .id('a-3')
            .event('last')
            .data([1, 2])
            .dispatch(),
    );
}

const pages = {
    '/channel': joinChannel,
    '/fields': sendFields,
    '/quiet': (request, response) => createSession(request, response, { keepAlive: 20 }),
    '/over': async (request, response) => {
        await createSession(request, response, { statusCode: 204 });
        response.end();
    },
};

serve(
    (request, response) => pages[request.url](request, response),
    counting((number) => channel.broadcast(number, 'number', { eventId: `number-${number}` })),
);
