// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "loadserver.h"

#include <QtCore/qbytearray.h>
#include <QtCore/qstring.h>

#include <chrono>
#include <cstdio>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

static bool sendAll(int socket, const QByteArray &bytes)
{
    for (qsizetype at = 0; at < bytes.size();) {
        const ssize_t sent =
                ::send(socket, bytes.constData() + at, size_t(bytes.size() - at), MSG_NOSIGNAL);
        if (sent <= 0)
            return false;
        at += sent;
    }
    return true;
}

static QByteArray readRequest(int socket)
{
    QByteArray request;
    char buffer[4096];
    while (!request.contains("\r\n\r\n")) {
        const ssize_t size = ::read(socket, buffer, sizeof buffer);
        if (size <= 0)
            return {};
        request.append(buffer, size);
    }
    return request;
}

namespace {

// Nothing is due before its time; all is at once where the rate is 0.
class Pace
{
public:
    explicit Pace(int eventsPerSecond)
        : m_rate(eventsPerSecond)
    {}

    bool isDue(int event) const
    {
        if (m_rate == 0)
            return true;
        const std::chrono::duration<double> time = std::chrono::steady_clock::now() - m_begin;
        return event <= time.count() * m_rate;
    }
    void waitFor(int event) const
    {
        while (!isDue(event))
            std::this_thread::sleep_for(1ms);
    }

private:
    const std::chrono::steady_clock::time_point m_begin = std::chrono::steady_clock::now();
    const int m_rate;
};

} // namespace

static void sendEvents(int socket, int count, int size, int rate)
{
    const QByteArray data = "\ndata: " + QByteArray(size, 'x') + "\n\n";
    const Pace pace(rate);
    QByteArray chunk;
    for (int i = 0; i < count; ++i) {
        const bool isDue = pace.isDue(i);
        if (!isDue || chunk.size() >= 65536) {
            if (!sendAll(socket, chunk))
                return;
            chunk.resize(0);
            pace.waitFor(i);
        }
        chunk += "id: " + QByteArray::number(i) + data;
    }
    sendAll(socket, chunk);
}

static void serve(int socket)
{
    const int on = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    int count = 0;
    int size = 0;
    int rate = 0;
    if (std::sscanf(readRequest(socket).constData(), "GET /%d/%d/%d", &count, &size, &rate) >= 2
        && sendAll(socket, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
                           "Connection: close\r\n\r\n"))
        sendEvents(socket, count, size, rate);
    ::close(socket);
}

LoadServer::LoadServer()
    : m_listener(::socket(AF_INET, SOCK_STREAM, 0))
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    auto *const any = reinterpret_cast<sockaddr *>(&address);
    if (::bind(m_listener, any, length) != 0 || ::listen(m_listener, 64) != 0
        || ::getsockname(m_listener, any, &length) != 0)
        qFatal("the load server cannot listen");
    m_port = ntohs(address.sin_port);
    m_thread = std::thread([this] { accept(); });
}

LoadServer::~LoadServer()
{
    ::shutdown(m_listener, SHUT_RDWR);
    m_thread.join();
    ::close(m_listener);
}

void LoadServer::accept()
{
    for (;;) {
        const int socket = ::accept(m_listener, nullptr, nullptr);
        if (socket < 0)
            return;
        std::thread(serve, socket).detach();
    }
}

QUrl LoadServer::url() const
{
    return QUrl(u"http://127.0.0.1:%1/"_s.arg(m_port));
}
