// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef TEXTPANEL_H
#define TEXTPANEL_H

#include <QtWidgets/QTextBrowser>

// Text to read and to select, as high as it needs to be: what scrolls is the view around it.
class TextPanel : public QTextBrowser
{
    Q_OBJECT

public:
    explicit TextPanel(QWidget *parent = nullptr);

    int idealWidth() const; // without a line broken
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    QVariant loadResource(int type, const QUrl &name) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void adjustHeight();
    void open(const QUrl &link);
};

#endif
