// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
.pragma library

function listen(url, show) {
    const source = new EventSource(url);
    source.onmessage = (event) => {
        show(event.data);
        source.close();
    };
}
