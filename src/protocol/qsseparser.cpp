// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "qsseparser.h"
#include "qsseevent_p.h"
#include "qsselentblocks_p.h"
#include "qsselineends_p.h"
#include "qsselogging_p.h"
#include "qssetypecache_p.h"
#include "qsseutf8_p.h"

#include <QtCore/qscopedvaluerollback.h>

#include <algorithm>
#include <cstring>
#include <limits>
#include <utility>

using namespace std::chrono_literals;

/*!
    \class QSseParser
    \inmodule QtSse
    \brief Turns the bytes of a \c text/event-stream into events.

    \reentrant

    The parser follows WHATWG HTML, 9.2.6 "Interpreting an event stream", on bytes. Where the input
    is split never matters: feed() takes pieces of any size and calls the handlers for what they
    complete. It needs no event loop and no network, so it reads any QIODevice's bytes:

    \code
    QSseParser parser;
    parser.setEventHandler([](const QSseEvent &event) { qInfo() << event.text(); });
    while (!file.atEnd())
        parser.feed(file.read(65536));
    parser.finish();
    \endcode

    What is kept between two calls is one unfinished block, bounded by maximumEventSize().

    A handler may call any function but feed(), may not replace handlers and may not destroy the
    parser.
*/

/*!
    \enum QSseParser::OversizePolicy

    What happens to a block that is larger than maximumEventSize().

    \value Fail  The parser stops with Error::EventTooLarge until reset(); the last event id is that
                 of the event before.
    \value Skip  The block's data is dropped. Its id counts at its blank line, so that a
                 client that resumes does not meet it again.
*/

/*!
    \enum QSseParser::Error

    \value None           Nothing is wrong.
    \value EventTooLarge  A block was larger than maximumEventSize().
*/

namespace {

constexpr QByteArrayView ByteOrderMark("\xEF\xBB\xBF");
constexpr QByteArrayView DataField("data:");

// A block's buffer above this size is given back once the event is delivered.
constexpr qsizetype LargestKeptBuffer = 64 * 1024;
// What each of the blocks that others hold may keep at most.
constexpr qsizetype LargestLentSize = 1024;

// Ends the buffer with bytes from that place on. QByteArray::append() is ready for bytes of the
// buffer itself and for room at its front; that would cost more than a short line does.
void write(QByteArray &buffer, qsizetype at, QByteArrayView bytes)
{
    buffer.resize(at + bytes.size());
    if (!bytes.isEmpty())
        std::memcpy(buffer.data() + at, bytes.data(), size_t(bytes.size()));
}

// Replaces the content, in place where nobody else holds it.
void assign(QByteArray &buffer, QByteArrayView bytes)
{
    const bool isTooLarge =
            buffer.capacity() > LargestKeptBuffer && bytes.size() < LargestKeptBuffer;
    if (isTooLarge || !buffer.isDetached())
        buffer = QByteArray();
    write(buffer, 0, bytes);
}

void clearForReuse(QByteArray &buffer)
{
    if (buffer.isDetached() && buffer.capacity() <= LargestKeptBuffer)
        buffer.resize(0);
    else
        buffer = QByteArray();
}

QByteArrayView withoutLeadingSpace(QByteArrayView value)
{
    return value.startsWith(' ') ? value.sliced(1) : value;
}

// The value of the line's field where it has that name; a line without a colon is all name. The
// name's size is known to the compiler, which compares a word then.
template <size_t Size>
bool takeField(QByteArrayView line, const char (&name)[Size], QByteArrayView &value)
{
    constexpr qsizetype NameSize = Size - 1;
    if (line.size() < NameSize || std::memcmp(line.data(), name, NameSize) != 0)
        return false;
    if (line.size() == NameSize) {
        value = line.sliced(NameSize);
        return true;
    }
    if (line[NameSize] != ':')
        return false;
    value = withoutLeadingSpace(line.sliced(NameSize + 1));
    return true;
}

// Digits only; nullopt for anything else. What is beyond 64 bits saturates.
std::optional<std::chrono::milliseconds> parseRetry(QByteArrayView value)
{
    constexpr qint64 Maximum = std::numeric_limits<qint64>::max();
    if (value.isEmpty())
        return std::nullopt;
    qint64 number = 0;
    for (const char c : value) {
        if (c < '0' || c > '9')
            return std::nullopt;
        const int digit = c - '0';
        number = number > (Maximum - digit) / 10 ? Maximum : number * 10 + digit;
    }
    return std::chrono::milliseconds(number);
}

} // namespace

class QSseParserPrivate
{
public:
    // What is kept of a line whose end has not come yet.
    enum class LineState { Nothing, Buffered, DataValue, Discarded };

    QSseParserPrivate()
        : m_event(newEvent())
    {}

    qsizetype feed(QByteArrayView bytes);
    void dropUnfinished();
    void setOrigin(const QUrl &url);

    QSseParser::EventHandler eventHandler;
    QSseParser::CommentHandler commentHandler;
    QSseParser::RetryHandler retryHandler;
    QByteArray lastEventId;
    qint64 maximumEventSize = QSseParser::DefaultMaximumEventSize;
    qint64 skippedEvents = 0;
    QSseParser::OversizePolicy oversizePolicy = QSseParser::OversizePolicy::Fail;
    QSseParser::Error error = QSseParser::Error::None;
    bool showComments = false;
    bool showRetry = false;
    bool stopped = false;
    bool feeding = false;
    qsizetype byteOrderMarkSeen = 0;

private:
    QSseEvent newEvent() const;
    void discardBlock();
    qsizetype skipByteOrderMark(QByteArrayView bytes);
    void endLine(QByteArrayView piece);
    void keepUnfinishedLine(QByteArrayView piece);
    void processLine(QByteArrayView line);
    void processData(QByteArrayView value);
    void processComment(QByteArrayView comment);
    void processId(QByteArrayView value);
    void processRetry(QByteArrayView value);
    void dispatch();
    void deliver();
    void recycle(QSseEvent &&event);
    QSseEvent otherBlock();
    void lend(QSseEvent &&event);

    QSseEventPrivate &block() { return *m_event.d; }
    void forgetType()
    {
        if (!m_type.isEmpty())
            clearForReuse(m_type);
    }
    bool appendData(QByteArrayView bytes);
    bool fits(qsizetype bytes) const;
    void handleOversize();

    QUrl m_origin;
    QSseEvent m_event; // the block so far; nobody else holds it while it is filled
    QByteArray m_type;
    QByteArray m_id;
    QByteArray m_line;
    QSseTypeCache m_types;
    QSseLentBlocks m_lent;
    LineState m_lineState = LineState::Nothing;
    bool m_originIsNew = false;
    bool m_hasId = false;
    bool m_skipBlock = false;
    bool m_skipLineFeed = false;
};

// 9.2.6: the stream is decoded as UTF-8, which removes one leading byte order mark; lines end with
// CR LF, LF or CR. A line that ends with CR is processed at once: the LF that may follow, in this
// chunk or in a later one, is passed over then.
qsizetype QSseParserPrivate::feed(QByteArrayView bytes)
{
    const QScopedValueRollback guard(feeding, true);
    stopped = false;
    if (!m_event.d) // a handler threw
        m_event = newEvent();
    qsizetype at = skipByteOrderMark(bytes);
    QSseLineEnds lineEnds(bytes);
    while (at < bytes.size() && !stopped) {
        if (std::exchange(m_skipLineFeed, false) && bytes[at] == '\n') {
            ++at;
            continue;
        }
        const qsizetype lineEnd = lineEnds.next(at);
        const QByteArrayView piece = bytes.sliced(at, lineEnd - at);
        if (lineEnd == bytes.size()) {
            keepUnfinishedLine(piece);
            return lineEnd;
        }
        m_skipLineFeed = bytes[lineEnd] == '\r';
        at = lineEnd + 1;
        endLine(piece);
    }
    return at;
}

// 9.2.6: what "UTF-8 decode" (Encoding, 6) removes: one leading byte order mark.
// Returns the bytes that belong to the mark. The mark may be split over chunks; what looked like
// one and is none is the beginning of the first line.
qsizetype QSseParserPrivate::skipByteOrderMark(QByteArrayView bytes)
{
    qsizetype at = 0;
    while (byteOrderMarkSeen < ByteOrderMark.size() && at < bytes.size()) {
        if (bytes[at] != ByteOrderMark[byteOrderMarkSeen]) {
            if (byteOrderMarkSeen > 0)
                keepUnfinishedLine(ByteOrderMark.first(byteOrderMarkSeen));
            byteOrderMarkSeen = ByteOrderMark.size();
            break;
        }
        ++byteOrderMarkSeen;
        ++at;
    }
    return at;
}

// 9.2.6: the stream is parsed line by line; this is the last piece of one.
void QSseParserPrivate::endLine(QByteArrayView piece)
{
    switch (std::exchange(m_lineState, LineState::Nothing)) {
    case LineState::Nothing:
        processLine(piece);
        break;
    case LineState::Buffered:
        m_line.append(piece);
        processLine(std::exchange(m_line, {}));
        break;
    case LineState::DataValue:
        appendData(piece);
        break;
    case LineState::Discarded:
        break;
    }
}

// The value of an unfinished data line goes where it belongs, so that it is neither copied nor kept
// twice; of other lines all is kept until their end.
void QSseParserPrivate::keepUnfinishedLine(QByteArrayView piece)
{
    switch (m_lineState) {
    case LineState::DataValue:
        appendData(piece);
        return;
    case LineState::Discarded:
        return;
    case LineState::Nothing:
    case LineState::Buffered:
        break;
    }

    QByteArrayView line = piece;
    if (m_lineState == LineState::Buffered || line.size() <= DataField.size()) {
        m_line.append(piece);
        m_lineState = LineState::Buffered;
        line = m_line;
    }
    if (line.size() <= DataField.size() && DataField.startsWith(line))
        return;
    if (line.startsWith(DataField)) {
        m_lineState = LineState::DataValue;
        processData(withoutLeadingSpace(line.sliced(DataField.size())));
        m_line = QByteArray();
    } else if (!fits(line.size())) {
        m_lineState = LineState::Discarded;
        m_line = QByteArray();
        handleOversize();
    } else if (m_lineState == LineState::Nothing) {
        m_line.append(piece);
        m_lineState = LineState::Buffered;
    }
}

// 9.2.6: what a line does, by its first colon and by the name in front of it.
void QSseParserPrivate::processLine(QByteArrayView line)
{
    QByteArrayView value;
    if (line.isEmpty())
        dispatch();
    else if (takeField(line, "data", value))
        processData(value);
    else if (!fits(line.size()))
        handleOversize();
    else if (line.front() == ':')
        processComment(line.sliced(1));
    else if (takeField(line, "id", value))
        processId(value);
    else if (takeField(line, "event", value))
        assign(m_type, value);
    else if (takeField(line, "retry", value))
        processRetry(value);
}

// 9.2.6, field "data": the standard appends a line feed to each line and removes the last one at
// the end; the line feed between two lines is the same.
void QSseParserPrivate::processData(QByteArrayView value)
{
    if (block().hasData && !appendData("\n"))
        return;
    block().hasData = true;
    appendData(value);
}

// 9.2.6: a line that begins with a colon is ignored; who asks for comments gets it all the same.
void QSseParserPrivate::processComment(QByteArrayView comment)
{
    if (showComments && !m_skipBlock) {
        if (std::exchange(block().hasComments, true))
            block().comments.append('\n');
        block().comments.append(withoutLeadingSpace(comment));
    }
    if (commentHandler)
        commentHandler(comment);
}

// 9.2.6, field "id": a value with U+0000 is ignored.
void QSseParserPrivate::processId(QByteArrayView value)
{
    if (value.contains('\0'))
        return;
    assign(m_id, value);
    m_hasId = true;
}

// 9.2.6, field "retry": it counts from its line on, whatever becomes of its block.
void QSseParserPrivate::processRetry(QByteArrayView value)
{
    const auto retry = parseRetry(value);
    if (!retry)
        return;
    block().retry = retry;
    if (retryHandler)
        retryHandler(*retry);
}

// 9.2.6 "dispatch the event": the id counts at the blank line, also where there is no data.
void QSseParserPrivate::dispatch()
{
    block().hasId = m_hasId;
    if (std::exchange(m_hasId, false))
        lastEventId.swap(m_id);

    const bool isMessage = block().hasData;
    const bool isWanted = block().hasComments || (showRetry && block().retry);
    if (m_skipBlock) {
        ++skippedEvents;
        discardBlock();
    } else if (isMessage || isWanted) {
        deliver();
    } else {
        discardBlock();
    }
}

void QSseParserPrivate::deliver()
{
    // A recycled block mostly has these values already: comparing is cheaper than counting
    // references.
    static const QString message = QStringLiteral("message");
    if (QSseTypeCache::isTooLong(m_type))
        block().type = QSseUtf8::decode(m_type);
    else if (const QString &type = m_type.isEmpty() ? message : m_types.decode(m_type);
             block().type.constData() != type.constData())
        block().type = type;
    forgetType();
    if (block().hasId) // a copy, so that the parser's buffers stay its own
        assign(block().lastEventId, lastEventId);
    else if (block().lastEventId.constData() != lastEventId.constData())
        block().lastEventId = lastEventId;

    QSseEvent event = std::move(m_event);
    if (eventHandler)
        eventHandler(event);
    recycle(std::move(event));
}

// Where nobody kept the event its block serves again, so that a stream whose slots only look costs
// no allocation.
void QSseParserPrivate::recycle(QSseEvent &&event)
{
    if (std::exchange(m_originIsNew, false)) {
        m_event = newEvent();
        return;
    }
    const bool isFree = event.d->ref.loadAcquire() == 1;
    m_event = isFree ? std::move(event) : otherBlock();
    if (!isFree)
        lend(std::move(event));
    discardBlock();
}

QSseEvent QSseParserPrivate::otherBlock()
{
    const bool isFree = !m_lent.isEmpty() && m_lent.oldest().d->ref.loadAcquire() == 1;
    return isFree ? m_lent.takeOldest() : newEvent();
}

void QSseParserPrivate::lend(QSseEvent &&event)
{
    const qsizetype size = event.d->data.capacity() + event.d->comments.capacity()
                           + event.d->lastEventId.capacity();
    if (size <= LargestLentSize)
        m_lent.add(std::move(event));
}

void QSseParserPrivate::setOrigin(const QUrl &url)
{
    m_origin = url;
    m_lent.clear();
    m_originIsNew = !m_event.d; // a handler runs: its event keeps the old one
    if (m_event.d)
        block().origin = url;
}

QSseEvent QSseParserPrivate::newEvent() const
{
    QSseEvent event;
    event.d.reset(new QSseEventPrivate);
    event.d->origin = m_origin;
    return event;
}

void QSseParserPrivate::discardBlock()
{
    forgetType();
    if (!m_event.d) // a handler runs: its event leaves nothing behind
        return;
    clearForReuse(block().data);
    if (std::exchange(block().hasComments, false))
        clearForReuse(block().comments);
    block().retry.reset();
    block().hasData = false;
    m_hasId = false;
    m_skipBlock = false;
}

void QSseParserPrivate::dropUnfinished()
{
    discardBlock();
    m_line = QByteArray();
    m_lineState = LineState::Nothing;
    m_skipLineFeed = false;
    m_hasId = false;
    stopped = true;
}

// False where the block has become too large or is being skipped.
bool QSseParserPrivate::appendData(QByteArrayView bytes)
{
    if (m_skipBlock)
        return false;
    if (!fits(bytes.size())) {
        handleOversize();
        return false;
    }
    write(block().data, block().data.size(), bytes);
    return true;
}

// All that is kept for a block counts. The same total is compared whether a line came whole or in
// pieces, so that the verdict does not depend on how the stream was split.
bool QSseParserPrivate::fits(qsizetype bytes) const
{
    if (maximumEventSize <= 0)
        return true;
    const QSseEventPrivate &block = *m_event.d;
    const qsizetype kept =
            block.data.size() + block.comments.size() + m_type.size() + (m_hasId ? m_id.size() : 0);
    return kept + bytes <= maximumEventSize;
}

void QSseParserPrivate::handleOversize()
{
    if (oversizePolicy == QSseParser::OversizePolicy::Fail) {
        dropUnfinished();
        error = QSseParser::Error::EventTooLarge;
        return;
    }
    m_skipBlock = true;
    block().data = QByteArray();
    block().comments = QByteArray();
    block().hasComments = false;
    forgetType();
}

/*!
    Constructs a parser at the beginning of a stream.
*/
QSseParser::QSseParser()
    : d(std::make_unique<QSseParserPrivate>())
{}

QSseParser::~QSseParser() = default;

/*!
    Calls \a handler with each event, in the order of the stream. Keeping a copy of the event is
    cheap.
*/
void QSseParser::setEventHandler(EventHandler handler)
{
    d->eventHandler = std::move(handler);
}

/*!
    Calls \a handler when a comment line ends, with what follows the colon as it stands. The view is
    valid during the call only.
*/
void QSseParser::setCommentHandler(CommentHandler handler)
{
    d->commentHandler = std::move(handler);
}

/*!
    Calls \a handler when a line with a valid \c retry ends. A number of more than 64 bits comes as
    the largest possible duration.
*/
void QSseParser::setRetryHandler(RetryHandler handler)
{
    d->retryHandler = std::move(handler);
}

/*!
    Parses \a bytes, which continue what was fed before, and calls the handlers. Returns how many
    bytes were consumed: all of them, unless a handler called stop() or an event was too large. Feed
    the rest later to go on. After an error nothing is consumed until reset().

    A handler must not call this function; such a call warns and consumes nothing.
*/
qsizetype QSseParser::feed(QByteArrayView bytes)
{
    if (d->feeding) {
        qCWarning(lcSse, "QSseParser::feed: called from a handler. Keep the bytes and feed them "
                         "when the outer call has returned.");
        return 0;
    }
    return d->error == Error::None ? d->feed(bytes) : 0;
}

/*!
    The stream has ended: the unfinished block is dropped, as the standard wants it, and the last
    event id is kept.
*/
void QSseParser::finish()
{
    d->dropUnfinished();
}

/*!
    A new connection begins: everything is as at first, but handlers, limits and the last event id,
    which an event without an id of its own inherits.
*/
void QSseParser::reset()
{
    d->dropUnfinished();
    d->byteOrderMarkSeen = 0;
    d->error = Error::None;
}

/*!
    Called by a handler: nothing more is delivered, and feed() returns.
*/
void QSseParser::stop()
{
    d->stopped = true;
}

/*!
    The last event id: that of the last block with one that was ended by its blank line.
*/
QString QSseParser::lastEventId() const
{
    return QSseUtf8::decode(d->lastEventId);
}

/*!
    Sets the last event id to \a id, for a stream that goes on where an earlier one ended.
*/
void QSseParser::setLastEventId(const QString &id)
{
    d->lastEventId = id.toUtf8();
}

/*!
    Sets QSseEvent::origin() of the events to come to \a origin.
*/
void QSseParser::setOrigin(const QUrl &origin)
{
    d->setOrigin(origin);
}

/*!
    Returns whether events carry their comments() and blocks of nothing but comments are delivered,
    as events that are no messages. False by default.
*/
bool QSseParser::showComments() const
{
    return d->showComments;
}

void QSseParser::setShowComments(bool show)
{
    d->showComments = show;
}

/*!
    Returns whether blocks of nothing but a \c retry are delivered, as events that are no messages.
    False by default.
*/
bool QSseParser::showRetry() const
{
    return d->showRetry;
}

void QSseParser::setShowRetry(bool show)
{
    d->showRetry = show;
}

/*!
    The most bytes that are kept for one block, its fields, its comments and the line that has not
    ended yet together; 16 MiB by default. 0 is no limit.
*/
qint64 QSseParser::maximumEventSize() const
{
    return d->maximumEventSize;
}

void QSseParser::setMaximumEventSize(qint64 bytes)
{
    d->maximumEventSize = std::max<qint64>(bytes, 0);
}

/*!
    What happens to a larger block; OversizePolicy::Fail by default.
*/
QSseParser::OversizePolicy QSseParser::oversizePolicy() const
{
    return d->oversizePolicy;
}

void QSseParser::setOversizePolicy(OversizePolicy policy)
{
    d->oversizePolicy = policy;
}

/*!
    How many blocks were skipped as too large.
*/
qint64 QSseParser::skippedEvents() const
{
    return d->skippedEvents;
}

/*!
    Why feed() consumes nothing more.
*/
QSseParser::Error QSseParser::error() const
{
    return d->error;
}
