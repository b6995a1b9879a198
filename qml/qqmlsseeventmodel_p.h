// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef QQMLSSEEVENTMODEL_P_H
#define QQMLSSEEVENTMODEL_P_H

// Not part of the QtSse API: it may change from version to version.

#include "qqmlssesource_p.h"

#include <QtSse/QSseEventModel>

#include <QtCore/qpointer.h>
#include <QtQml/qqml.h>
#include <QtQml/qqmlparserstatus.h>

class QQmlSseEventModel : public QSseEventModel, public QQmlParserStatus
{
    Q_OBJECT
    Q_INTERFACES(QQmlParserStatus)
    Q_PROPERTY(QQmlSseSource *source READ source WRITE setSource NOTIFY sourceChanged FINAL)
    QML_NAMED_ELEMENT(SseEventModel)

public:
    using QSseEventModel::QSseEventModel;

    QQmlSseSource *source() const { return m_source; }
    void setSource(QQmlSseSource *source);

    void classBegin() override {}
    void componentComplete() override;

Q_SIGNALS:
    void sourceChanged();

private:
    enum class SourceIs { NeverSet, Set };

    QPointer<QQmlSseSource> m_source;
    SourceIs m_sourceIs = SourceIs::NeverSet;
};

#endif // QQMLSSEEVENTMODEL_P_H
