// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "answerdocument.h"

#include <QtTest/QTest>

#include <QtCore/QRegularExpression>
#include <QtGui/QTextBlock>
#include <QtGui/QTextCursor>
#include <QtGui/QTextDocument>
#include <QtGui/QTextFrame>
#include <QtGui/QTextList>
#include <QtGui/QTextTable>

using namespace Qt::StringLiterals;

using Kind = MarkdownPiece::Kind;
using Pieces = QList<MarkdownPiece>;

namespace {

// With the open end, but not goesOn, which depends on where the text was split.
Pieces piecesOf(MarkdownSplitter *splitter)
{
    Pieces pieces = splitter->takeSettled();
    const MarkdownPiece open = splitter->open();
    if (!open.text.isEmpty())
        pieces.append(open);
    return pieces;
}

QString joined(const Pieces &pieces)
{
    QString text;
    for (const MarkdownPiece &piece : pieces)
        text += piece.text;
    return text;
}

QString withoutSpaces(QString text)
{
    return text.removeIf([](QChar character) { return character.isSpace(); });
}

// All that one sees, but where it is.
QStringList look(const QTextDocument &document)
{
    QStringList blocks;
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        const QTextCursor cursor(block);
        const QTextBlockFormat format = block.blockFormat();
        blocks.append(
                u"%1|%2|%3|%4|%5|%6|%7|%8"_s.arg(block.text())
                        .arg(format.headingLevel())
                        .arg(format.topMargin())
                        .arg(format.leftMargin())
                        .arg(format.lineHeight())
                        .arg(block.textList() ? block.textList()->itemText(block) : u"-"_s)
                        .arg(cursor.currentFrame() == document.rootFrame())
                        .arg(format.hasProperty(QTextFormat::BlockTrailingHorizontalRulerWidth)));
    }
    return blocks;
}

} // namespace

class tst_ChatMarkdown : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void splits_data();
    void splits();
    void openEndStaysShort_data();
    void openEndStaysShort();

    void showsGrowingText_data();
    void showsGrowingText();
    void showsCodeInFrame();
    void showsLongCodeAsOne();
    void showsListWithCode();
    void showsNoHtml();
    void takesNewStyle();

private:
    const MarkdownStyle m_style{QPalette(), QFont()};
};

void tst_ChatMarkdown::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
}

void tst_ChatMarkdown::splits_data()
{
    QTest::addColumn<QString>("markdown");
    QTest::addColumn<Pieces>("pieces");

    const auto prose = [](const QString &text) { return MarkdownPiece{Kind::Prose, text, false}; };
    const auto code = [](const QString &text) { return MarkdownPiece{Kind::Code, text, false}; };
    QTest::newRow("nothing") << QString() << Pieces{};
    QTest::newRow("word") << u"a"_s << Pieces{prose(u"a"_s)};
    QTest::newRow("paragraphs") << u"a\nb\n\nc\n\n\nd\n"_s
                                << Pieces{prose(u"a\nb\n\n"_s), prose(u"c\n\n\n"_s),
                                          prose(u"d\n"_s)};
    QTest::newRow("line not yet whole") << u"a\n\n``"_s << Pieces{prose(u"a\n\n``"_s)};
    QTest::newRow("CR LF") << u"a\r\n\r\nb\r\n"_s
                           << Pieces{prose(u"a\r\n\r\n"_s), prose(u"b\r\n"_s)};
    QTest::newRow("code") << u"a\n```cpp\nx\n\ny\n```\nb"_s
                          << Pieces{prose(u"a\n"_s), code(u"x\n\ny\n"_s), prose(u"b"_s)};
    QTest::newRow("tildes") << u"~~~\n```\n~~~~\nb"_s << Pieces{code(u"```\n"_s), prose(u"b"_s)};
    QTest::newRow("longer fence") << u"````\n```\n````\n"_s << Pieces{code(u"```\n"_s)};
    QTest::newRow("fence with words in code")
            << u"```\n``` x\n```\n"_s << Pieces{code(u"``` x\n"_s)};
    QTest::newRow("open code") << u"```\nx\ny"_s << Pieces{code(u"x\ny"_s)};
    QTest::newRow("empty code") << u"```\n```\n"_s << Pieces{code(QString())};
    QTest::newRow("inline code") << u"```a``` b\n\nc\n"_s
                                 << Pieces{prose(u"```a``` b\n\n"_s), prose(u"c\n"_s)};
    QTest::newRow("loose list") << u"1. a\n\n2. b\n\n   c\n\nd\n"_s
                                << Pieces{prose(u"1. a\n\n2. b\n\n   c\n\n"_s), prose(u"d\n"_s)};
    QTest::newRow("list behind text")
            << u"a\n- b\n\n- c\n\nd\n"_s << Pieces{prose(u"a\n- b\n\n- c\n\n"_s), prose(u"d\n"_s)};
    QTest::newRow("code in a list")
            << u"- a\n  ```\n  x\n\n  y\n  ```\n- b\n\nc\n"_s
            << Pieces{prose(u"- a\n  ```\n  x\n\n  y\n  ```\n- b\n\n"_s), prose(u"c\n"_s)};
    QTest::newRow("code behind a list")
            << u"- a\n\n```\nx\n```\n"_s << Pieces{prose(u"- a\n\n"_s), code(u"x\n"_s)};
    QTest::newRow("no list") << u"-a\n\n1.5\n\n*b*\n"_s
                             << Pieces{prose(u"-a\n\n"_s), prose(u"1.5\n\n"_s), prose(u"*b*\n"_s)};
}

void tst_ChatMarkdown::splits()
{
    QFETCH(const QString, markdown);
    MarkdownSplitter whole;
    whole.append(markdown);
    QTEST(piecesOf(&whole), "pieces");
    for (qsizetype at = 1; at < markdown.size(); ++at) {
        MarkdownSplitter split;
        split.append(QStringView(markdown).first(at));
        split.append(QStringView(markdown).mid(at));
        QTEST(piecesOf(&split), "pieces");
    }
}

void tst_ChatMarkdown::openEndStaysShort_data()
{
    QTest::addColumn<QString>("begin");
    QTest::addColumn<QString>("unit");
    QTest::newRow("one line") << QString() << u"word "_s;
    QTest::newRow("one word") << QString() << u"x"_s;
    QTest::newRow("one paragraph") << QString() << u"a line of text\n"_s;
    QTest::newRow("list") << QString() << u"- item\n\n"_s;
    QTest::newRow("code in a list") << u"- a\n  ```\n"_s << u"  x\n"_s;
    QTest::newRow("code") << u"```\n"_s << u"int x;\n"_s;
    QTest::newRow("one line of code") << u"```\n"_s << u"x "_s;
    QTest::newRow("blank lines") << QString() << u"\n"_s;
}

// This bounds what a word costs, however long the answer is.
void tst_ChatMarkdown::openEndStaysShort()
{
    QFETCH(const QString, begin);
    QFETCH(const QString, unit);
    constexpr qsizetype Length = 50'000;
    MarkdownSplitter splitter;
    splitter.append(begin);
    Pieces settled;
    qsizetype appended = 0;
    for (; appended < Length; appended += unit.size()) {
        splitter.append(unit);
        settled += splitter.takeSettled();
        QVERIFY(splitter.open().text.size() <= MarkdownSplitter::longestOpen);
    }
    settled.append(splitter.open());
    const bool isCode = settled.constLast().kind == Kind::Code;
    QString expected = unit.repeated(appended / unit.size());
    if (!isCode)
        expected.prepend(begin); // a fence is not part of its code
    QCOMPARE(withoutSpaces(joined(settled)), withoutSpaces(expected));
    for (qsizetype i = 0; i < settled.size() - 1; ++i)
        QCOMPARE(settled.at(i).goesOn, isCode);
}

void tst_ChatMarkdown::showsGrowingText_data()
{
    QTest::addColumn<QString>("markdown");
    const QString code = u"```cpp\nint x;\n\nint y;\n```\n"_s;
    const QString list = u"1. a\n2. **b**\n\n   c\n"_s;
    const QString table = u"| a | b |\n|---|---|\n| 1 | 2 |\n"_s;
    const QList<std::pair<const char *, QString>> parts = {
            {"paragraph", u"Some *text* with `code`.\n"_s},
            {"heading", u"## Heading\n"_s},
            {"code", code},
            {"list", list},
            {"quote", u"> quoted\n"_s},
            {"table", table},
            {"ruler", u"---\n"_s},
    };
    for (const auto &[name, markdown] : parts) {
        for (const auto &[nextName, next] : parts) {
            QTest::addRow("%s, %s", name, nextName)
                    << markdown + u'\n' + next + u'\n' + markdown + u"\nEnd."_s;
        }
    }
    QTest::newRow("bullets behind a list") << list + u"\n- x\n- y\n\nEnd."_s;
    QTest::newRow("long code") << u"```\n"_s + u"int a;\n"_s.repeated(2000) + u"```\n\nEnd."_s;
}

// A document that grew looks like one made at once, wherever the text was split.
void tst_ChatMarkdown::showsGrowingText()
{
    QFETCH(const QString, markdown);
    QTextDocument whole;
    AnswerDocument(&whole, m_style).append(markdown);
    for (const int step : {1, 3, 7}) {
        const qsizetype stride = markdown.size() < 1000 ? step : step * 500;
        QTextDocument document;
        AnswerDocument growing(&document, m_style);
        for (qsizetype i = 0; i < markdown.size(); i += stride)
            growing.append(markdown.mid(i, stride));
        QCOMPARE(look(document), look(whole));
        QCOMPARE(growing.markdown(), markdown);
    }
}

void tst_ChatMarkdown::showsCodeInFrame()
{
    QTextDocument document;
    AnswerDocument answer(&document, m_style);
    answer.append(u"a\n\n```\nint *x = **y;\n```\n\nb"_s);
    const QList<QTextFrame *> frames = document.rootFrame()->childFrames();
    QCOMPARE(frames.size(), 1);
    const QTextCursor code = frames.constFirst()->firstCursorPosition();
    QCOMPARE(code.block().text(), u"int *x = **y;"_s);
    QCOMPARE(code.block().begin().fragment().charFormat().fontFamilies(),
             m_style.code().fontFamilies());
    QCOMPARE(frames.constFirst()->frameFormat().background(), m_style.codeFrame().background());
    QCOMPARE(document.toPlainText(), u"a\nint *x = **y;\nb"_s);
}

void tst_ChatMarkdown::showsLongCodeAsOne()
{
    QTextDocument document;
    AnswerDocument answer(&document, m_style);
    answer.append(u"```\n"_s + u"int a;\n"_s.repeated(2000) + u"```\n"_s);
    const QList<QTextFrame *> frames = document.rootFrame()->childFrames();
    QVERIFY(frames.size() > 1);
    for (qsizetype i = 0; i < frames.size(); ++i) {
        QCOMPARE(frames.at(i)->frameFormat().topMargin() > 0, i == 0);
        QCOMPARE(frames.at(i)->frameFormat().bottomMargin() > 0, i == frames.size() - 1);
    }
    QCOMPARE(document.toPlainText().count(u"int a;"_s), 2000);
}

// Qt 6.4 makes list items of the lines of code, and the items behind them count on from there.
void tst_ChatMarkdown::showsListWithCode()
{
    QTextDocument document;
    AnswerDocument answer(&document, m_style);
    answer.append(u"1. a\n\n   ```\n   x\n\n   y\n   ```\n2. b\n"_s);
    QStringList items;
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        const QTextList *list = block.textList();
        items.append((list ? list->itemText(block) : QString()) + block.text());
    }
    QCOMPARE(items, (QStringList{u"1.a"_s, u"x"_s, u""_s, u"y"_s, u"2.b"_s}));
}

void tst_ChatMarkdown::showsNoHtml()
{
    QTextDocument document;
    AnswerDocument answer(&document, m_style);
    answer.append(u"<b>x</b> <img src=\"file:///etc/passwd\">"_s);
    QCOMPARE(document.toPlainText(), u"<b>x</b> <img src=\"file:///etc/passwd\">"_s);
}

void tst_ChatMarkdown::takesNewStyle()
{
    QTextDocument document;
    AnswerDocument answer(&document, m_style);
    answer.append(u"a\n\n```\nx\n```\n\n- b\n\nc"_s);
    const QStringList before = look(document);
    QPalette dark;
    dark.setColor(QPalette::Base, Qt::black);
    dark.setColor(QPalette::Text, Qt::white);
    const MarkdownStyle style(dark, QFont());
    answer.setStyle(style);
    QCOMPARE(look(document), before);
    const QTextFrame *code = document.rootFrame()->childFrames().constFirst();
    QCOMPARE(code->frameFormat().background(), style.codeFrame().background());
    QVERIFY(style.codeFrame().background() != m_style.codeFrame().background());
    answer.append(u"d"_s);
    QVERIFY(document.toPlainText().endsWith("cd"_L1));
}

QTEST_MAIN(tst_ChatMarkdown)
#include "tst_chatmarkdown.moc"
