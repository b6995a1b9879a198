// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef QSSE_H
#define QSSE_H

namespace QSse {
inline constexpr char EventStreamMediaType[] = "text/event-stream";

inline constexpr char AcceptHeader[] = "Accept";
inline constexpr char AuthorizationHeader[] = "Authorization";
inline constexpr char CacheControlHeader[] = "Cache-Control";
inline constexpr char ContentTypeHeader[] = "Content-Type";
inline constexpr char LastEventIdHeader[] = "Last-Event-ID";
inline constexpr char RetryAfterHeader[] = "Retry-After";
} // namespace QSse

#endif // QSSE_H
