// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

// EventSource as WHATWG HTML, 9.2 has it, and of the DOM standard what it takes. The sessions are
// with the host: it has parse(), open(), reportException() and reportFailure(), and calls the steps
// at the end.
(function (host) {
    'use strict';

    const started = Date.now();
    const state = Symbol('state'); // what an object keeps to itself

    const CONNECTING = 0;
    const OPEN = 1;
    const CLOSED = 2;

    const AT_TARGET = 2;

    // Web IDL, 3.2.17: what is left out may be null, too.
    function dictionary(value) {
        if (value === undefined || value === null)
            return {};
        if (typeof value !== 'object' && typeof value !== 'function')
            throw new TypeError('The last argument is not an object.');
        return value;
    }

    function requireArguments(given, needed) {
        if (given.length < needed)
            throw new TypeError('Not enough arguments: ' + needed + ' needed.');
    }

    function defineConstants(constructor, constants) {
        for (const name in constants) {
            const constant = { value: constants[name], enumerable: true };
            Object.defineProperty(constructor, name, constant);
            Object.defineProperty(constructor.prototype, name, constant);
        }
    }

    // ---- DOM, 2.2: events

    class Event {
        constructor(type, init) {
            requireArguments(arguments, 1);
            const given = dictionary(init);
            this[state] = {
                type: `${type}`,
                target: null,
                currentTarget: null,
                phase: 0,
                bubbles: !!given.bubbles,
                cancelable: !!given.cancelable,
                composed: !!given.composed,
                isCanceled: false,
                isStopped: false,
                isStoppedAtOnce: false,
                isBeingDispatched: false,
                isTrusted: false,
                timeStamp: Date.now() - started
            };
        }

        get type() { return this[state].type; }
        get target() { return this[state].target; }
        get srcElement() { return this[state].target; }
        get currentTarget() { return this[state].currentTarget; }
        get eventPhase() { return this[state].phase; }
        get bubbles() { return this[state].bubbles; }
        get cancelable() { return this[state].cancelable; }
        get composed() { return this[state].composed; }
        get defaultPrevented() { return this[state].isCanceled; }
        get isTrusted() { return this[state].isTrusted; }
        get timeStamp() { return this[state].timeStamp; }

        composedPath() {
            const target = this[state].currentTarget;
            return target ? [target] : [];
        }
        stopPropagation() { this[state].isStopped = true; }
        stopImmediatePropagation() {
            this[state].isStopped = true;
            this[state].isStoppedAtOnce = true;
        }
        preventDefault() {
            if (this[state].cancelable)
                this[state].isCanceled = true;
        }

        get [Symbol.toStringTag]() { return 'Event'; }
    }
    defineConstants(Event, { NONE: 0, CAPTURING_PHASE: 1, AT_TARGET, BUBBLING_PHASE: 3 });

    class MessageEvent extends Event {
        constructor(type, init) {
            super(type, init);
            const given = dictionary(init);
            const own = this[state];
            own.data = given.data === undefined ? null : given.data;
            own.origin = given.origin === undefined ? '' : `${given.origin}`;
            own.lastEventId = given.lastEventId === undefined ? '' : `${given.lastEventId}`;
        }

        get data() { return this[state].data; }
        get origin() { return this[state].origin; }
        get lastEventId() { return this[state].lastEventId; }
        get source() { return null; }
        get ports() { return []; }

        get [Symbol.toStringTag]() { return 'MessageEvent'; }
    }

    // ---- DOM, 2.7: listeners. A list is never changed but replaced: who goes through it sees
    // those that were there at the beginning.

    function isCapture(options) {
        return typeof options === 'object' && options !== null ? !!options.capture : !!options;
    }

    function isListener(callback) {
        return typeof callback === 'function'
            || (typeof callback === 'object' && callback !== null);
    }

    function requireListener(callback) {
        if (!isListener(callback) && callback !== null && callback !== undefined)
            throw new TypeError('The listener is neither a function nor an object.');
    }

    function findListener(list, callback, capture) {
        return list.find(other => other.callback === callback && other.capture === capture);
    }

    function addListener(target, type, listener) {
        const listeners = target[state].listeners;
        const list = listeners[type] || [];
        if (!findListener(list, listener.callback, listener.capture))
            listeners[type] = list.concat(listener);
    }

    function removeListener(target, type, callback, capture) {
        const listeners = target[state].listeners;
        const listener = findListener(listeners[type] || [], callback, capture);
        if (!listener)
            return;
        listener.isRemoved = true;
        const rest = listeners[type].filter(other => other !== listener);
        if (rest.length > 0)
            listeners[type] = rest;
        else
            delete listeners[type];
    }

    function callListener(callback, target, event) {
        try {
            if (typeof callback === 'function') {
                callback.call(target, event);
            } else {
                const handle = callback.handleEvent;
                if (typeof handle !== 'function')
                    throw new TypeError('The listener has no function handleEvent.');
                handle.call(callback, event);
            }
        } catch (exception) {
            host.reportException(event.type, exception);
        }
    }

    function invoke(target, event, capture) {
        const own = event[state];
        const list = target[state].listeners[own.type];
        if (!list || own.isStopped)
            return;
        for (let i = 0; i < list.length && !own.isStoppedAtOnce; ++i) {
            const listener = list[i];
            if (listener.isRemoved || listener.capture !== capture)
                continue;
            if (listener.once)
                removeListener(target, own.type, listener.callback, capture);
            callListener(listener.callback, target, event);
        }
    }

    // DOM, 2.9, for a target that has no parents.
    function dispatch(target, event) {
        const own = event[state];
        own.isBeingDispatched = true;
        own.target = target;
        own.currentTarget = target;
        own.phase = AT_TARGET;
        invoke(target, event, true);
        invoke(target, event, false);
        own.phase = 0;
        own.currentTarget = null;
        own.isStopped = false;
        own.isStoppedAtOnce = false;
        own.isBeingDispatched = false;
        return !own.isCanceled;
    }

    class EventTarget {
        constructor() {
            this[state] = { listeners: Object.create(null) };
        }

        addEventListener(type, callback, options) {
            requireArguments(arguments, 2);
            requireListener(callback);
            if (!isListener(callback))
                return;
            addListener(this, `${type}`, {
                callback: callback,
                capture: isCapture(options),
                once: typeof options === 'object' && options !== null && !!options.once,
                isRemoved: false
            });
        }

        removeEventListener(type, callback, options) {
            requireArguments(arguments, 2);
            requireListener(callback);
            removeListener(this, `${type}`, callback, isCapture(options));
        }

        dispatchEvent(event) {
            if (!(event instanceof Event))
                throw new TypeError('That is not an Event.');
            if (event[state].isBeingDispatched) {
                const error = new Error('The event is being dispatched already.');
                error.name = 'InvalidStateError';
                throw error;
            }
            event[state].isTrusted = false;
            return dispatch(this, event);
        }

        get [Symbol.toStringTag]() { return 'EventTarget'; }
    }

    // ---- HTML, 8.1.8.1: a handler is a listener that keeps its place when another function takes
    // the place of its own.

    function setHandler(target, type, callback) {
        const handlers = target[state].handlers;
        const handler = handlers[type];
        if (typeof callback !== 'function') {
            if (handler)
                removeListener(target, type, handler.listener, false);
            handlers[type] = null;
        } else if (handler) {
            handler.callback = callback;
        } else {
            handlers[type] = newHandler(callback);
            addListener(target, type, {
                callback: handlers[type].listener,
                capture: false,
                once: false,
                isRemoved: false
            });
        }
    }

    function newHandler(callback) {
        const handler = {
            callback: callback,
            listener: function (event) {
                if (handler.callback.call(this, event) === false)
                    event.preventDefault();
            }
        };
        return handler;
    }

    function defineHandler(constructor, type) {
        Object.defineProperty(constructor.prototype, 'on' + type, {
            enumerable: true,
            configurable: true,
            get: function () {
                const handler = this[state].handlers[type];
                return handler ? handler.callback : null;
            },
            set: function (callback) { setHandler(this, type, callback); }
        });
    }

    // ---- HTML, 9.2.2

    class EventSource extends EventTarget {
        constructor(url, init) {
            super();
            requireArguments(arguments, 1);
            const given = `${url}`;
            const own = this[state];
            own.withCredentials = !!dictionary(init).withCredentials;
            own.url = host.parse(given);
            own.readyState = CONNECTING;
            own.origin = '';
            own.handlers = { open: null, message: null, error: null };
            own.link = host.open(this, own.url, own.withCredentials);
        }

        get url() { return this[state].url; }
        get withCredentials() { return this[state].withCredentials; }
        get readyState() { return this[state].readyState; }

        close() {
            const own = this[state];
            if (own.readyState === CLOSED)
                return;
            own.readyState = CLOSED;
            own.link.close();
            own.link = null;
        }

        get [Symbol.toStringTag]() { return 'EventSource'; }
    }
    defineConstants(EventSource, { CONNECTING, OPEN, CLOSED });
    for (const type of ['open', 'message', 'error'])
        defineHandler(EventSource, type);

    // ---- HTML, 9.2.3 and 9.2.6: what the host calls

    function fire(source, event) {
        event[state].isTrusted = true;
        dispatch(source, event);
    }

    // The message and the code are not of the standard, which says nothing about what went wrong.
    function fireError(source, message, status) {
        const event = new Event('error');
        event.message = message;
        event.code = status > 0 ? status : undefined;
        fire(source, event);
    }

    function announce(source, origin) {
        source[state].readyState = OPEN;
        source[state].origin = origin;
        fire(source, new Event('open'));
    }

    function deliver(source, type, data, lastEventId) {
        const own = source[state];
        if (!own.listeners[type])
            return;
        fire(source, new MessageEvent(type, {
            data: data,
            origin: own.origin,
            lastEventId: lastEventId
        }));
    }

    function reestablish(source, message, status) {
        source[state].readyState = CONNECTING;
        fireError(source, message, status);
    }

    function fail(source, message, status) {
        const own = source[state];
        own.readyState = CLOSED;
        own.link = null;
        if (!own.listeners.error)
            host.reportFailure(message);
        fireError(source, message, status);
    }

    return {
        classes: { Event, EventTarget, MessageEvent, EventSource },
        announce,
        deliver,
        reestablish,
        fail
    };
})
