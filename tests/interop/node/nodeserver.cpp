// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "nodeserver.h"

#include <QtCore/qdir.h>

using namespace Qt::StringLiterals;

namespace {

const auto node = u"node"_s;
const QDir folder(QStringLiteral(QTSSE_NODE_FOLDER));

} // namespace

NodeServer::NodeServer(const QString &script)
    : ScriptServer(node, folder.filePath(script))
{}

QString NodeServer::whatIsMissing(const QString &package)
{
    if (const QString missing = ServerProcess::whatIsMissing(node, u"nodejs npm"_s);
        !missing.isNull())
        return missing;
    if (folder.exists(u"node_modules/.installed"_s))
        return {};
    return u"The npm package %1 is not installed: the test npm_packages does it"_s.arg(package);
}
