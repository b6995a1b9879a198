// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "responseview.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QTreeWidget>

using namespace Qt::StringLiterals;

ResponseView::ResponseView(QWidget *parent)
    : QWidget(parent)
    , m_status(new QLabel)
    , m_headers(new QTreeWidget)
{
    m_status->setObjectName(u"responseStatus"_s);
    m_status->setTextFormat(Qt::PlainText);
    m_status->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_status->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_status->setContentsMargins(6, 4, 6, 2);
    m_headers->setObjectName(u"responseHeaders"_s);
    m_headers->setAccessibleName(tr("Headers of the response"));
    m_headers->setHeaderLabels({tr("Header"), tr("Value")});
    m_headers->setRootIsDecorated(false);
    m_headers->setUniformRowHeights(true);
    m_headers->setFrameShape(QFrame::NoFrame);
    m_headers->setColumnWidth(0, 200);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_status);
    layout->addWidget(m_headers, 1);
    show(QSseResponse());
}

void ResponseView::show(const QSseResponse &response)
{
    m_headers->clear();
    if (!response.isValid()) {
        m_status->setText(tr("There was no answer yet."));
        return;
    }
    const QString url = response.url().toDisplayString(QUrl::RemoveUserInfo);
    m_status->setText(tr("%1 from %2").arg(response.status()).arg(url));
    const QSseResponse::Headers headers = response.headers();
    for (const auto &[name, value] : headers) {
        new QTreeWidgetItem(m_headers, {QString::fromUtf8(name), QString::fromUtf8(value)});
    }
}
