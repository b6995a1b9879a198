// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
import { createServer } from 'node:http';

// Serves on the loopback port that is this program's argument. What the orders return is text for
// the test.
export function serve(handler, orders) {
    const answers = new Set();
    const cut = () => answers.forEach((answer) => answer.destroy());
    const pages = Object.entries({ cut, ...orders }).map(([name, order]) => [`/test/${name}`, order]);
    const obey = new Map(pages);

    createServer((request, response) => {
        if (obey.has(request.url)) {
            response.end(String(obey.get(request.url)() ?? ''));
            return;
        }
        answers.add(response);
        response.once('close', () => answers.delete(response));
        handler(request, response);
    }).listen(Number(process.argv[2]), '127.0.0.1');
}

// The orders to call a function with 0, 1 and so on. The answer to "stop" is how many there were.
export function counting(each) {
    let count = 0;
    let timer;
    return {
        start() {
            timer = setInterval(() => each(count++), 1);
        },
        stop() {
            clearInterval(timer);
            return count;
        },
    };
}
