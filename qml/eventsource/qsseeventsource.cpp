// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "qsseeventsource.h"
#include "qsseeventsourcehost_p.h"

#include <QtQml/qjsengine.h>

/*!
    \headerfile <QtSse/QSseEventSource>
    \inmodule QtSse
    \title EventSource for JavaScript
    \brief The browser's EventSource for JavaScript and QML.

    Code that was written for the web runs as it stands:

    \badcode
    const prices = new EventSource("https://example.org/prices");
    prices.onmessage = (event) => show(JSON.parse(event.data));
    prices.addEventListener("closing", () => prices.close());
    prices.onerror = () => console.log(prices.readyState === EventSource.CLOSED ? "over" : "lost");
    \endcode

    QSse::installEventSource() gives it to an engine. It is in a library of its own, which needs Qt
    Qml:

    \badcode
    find_package(QtSse REQUIRED COMPONENTS EventSource)
    target_link_libraries(myapp PRIVATE QtSse::EventSource)
    \endcode

    \section1 What there is

    WHATWG HTML, 9.2 on top of QSseSession, in strict mode: any answer but status 200 with \c
    text/event-stream ends the source for good, a lost connection is made again, and the stream
    resumes after the last event. \c Event, \c EventTarget and \c MessageEvent are there, too, where
    the engine has none. A source can be derived from, as every class.

    \section1 Life

    While it is not closed a source lives, whether the script holds it or not, as in browsers: an
    unclosed one holds its connection. Once it is closed the garbage collector takes it. All sources
    end with their engine, without an event.

    \section1 What goes wrong

    What a listener throws is logged as a warning of the category \c qt.sse, with the place that it
    came from, and the other listeners are called all the same. Where a source ends that has no
    listener of \c error, that is a warning, too.

    \section1 What is different from a browser

    \list
    \li There are no pages and so no origins: CORS is not asked for, any server is connected to.
    \li \c withCredentials is kept, and told to EventSourceOptions::prepareSession. By itself it
        changes nothing: QtSse has no cookies, see there for how to have them.
    \li Redirects to other origins are followed as QSseSession does: nothing of what was set for the
        session goes along, and never from https to http.
    \li Only http and https. The source of another scheme, \c data and \c blob among them, fails.
        The URL is parsed by QUrl, which knows less of mistyped ones than browsers.
    \li Sources share no limit of six connections to a host, see QSseSession.
    \li An event of more than QSseSession::maximumEventSize(), 16 MiB, ends the source. A script
        that is slow holds the server back, so that no more than a buffer waits.
    \li The reconnection time is 1.5 to 3 s at first and grows up to 30 s while nothing comes; the
        server's \c retry takes its place, and is never undercut.
    \li No head within five minutes is a lost connection.
    \li An \c error event has, besides what the standard says, a \c message, which holds no token,
        no cookie and no query, and as \c code the HTTP status where there was one.
    \li Only a function is a handler: another value makes \c onmessage \c null. Options of
        \c addEventListener() are \c capture and \c once.
    \endlist
*/

/*!
    \class QSse::EventSourceOptions
    \inheaderfile QtSse/QSseEventSource
    \inmodule QtSse
    \brief What the sources of an engine have in common.
*/

/*!
    \variable QSse::EventSourceOptions::baseUrl

    What relative URLs are resolved against, as against the page's in a browser. Where it is empty,
    a relative URL is a \c SyntaxError.
*/

/*!
    \variable QSse::EventSourceOptions::prepareSession

    Called for each new source with its session before that is opened: for tokens, headers, policies
    and timeouts, or cookies. It may set anything on the session, whose URL is there already and
    which is strict, and must neither open nor delete it. The second argument is what the script
    gave as \c withCredentials.

    \snippet eventsource.cpp prepare

    It is the place to decide which servers see a token: the script chooses the URL.
*/

/*!
    Makes \c EventSource a global of \a engine, with \a options.

    \snippet eventsource.cpp install

    In a QQmlEngine, install it before anything is loaded. Then QML and the JavaScript that it
    imports have it, without an import:

    \snippet eventsource.cpp qml
    \qml
    Item {
        property var prices: new EventSource("https://example.org/prices")
        Component.onCompleted: prices.onmessage = (event) => label.text = event.data
        Component.onDestruction: prices.close()
    }
    \endqml

    Where QML is all that is written, SseSource is at home there. A WorkerScript has an engine of
    its own, where there is no EventSource.

    Call it in the engine's thread, which is where the sessions live. Called again, it changes the
    options for the sources that are made from then on; \c EventSource stays the same class, and is
    put back where a script has overwritten it.

    A warning tells where \a engine is null or the base URL is not absolute.
*/
void QSse::installEventSource(QJSEngine *engine, const EventSourceOptions &options)
{
    if (!engine) {
        qCWarning(lcEventSource, "QSse::installEventSource: there is no engine.");
        return;
    }
    QSseEventSourceHost *host = QSseEventSourceHost::of(engine);
    host->setOptions(options);
    host->publish();
}
