using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace HolySheep.Interactive.Editing;

public sealed class InputEditorTests
{
    private readonly InputHistory _history = new();

    [Fact]
    public void The_cursor_moves_by_what_a_person_sees_as_one_character()
    {
        var editor = Typed("a👍e\u0301");

        Press(editor, EditAction.Left, EditAction.Left, EditAction.Backspace);

        Assert.Equal("👍e\u0301", editor.Buffer.Text);
        Press(editor, EditAction.Delete, EditAction.Delete);
        Assert.Equal("", editor.Buffer.Text);
    }

    [Fact]
    public void Words_and_lines_are_deleted_and_crossed()
    {
        var editor = Typed("one two\nthree four");

        Press(editor, EditAction.DeleteWord);
        Assert.Equal("one two\nthree ", editor.Buffer.Text);
        Press(editor, EditAction.Home, EditAction.DeleteToEnd, EditAction.Up, EditAction.WordRight);
        Assert.Equal(("one two\n", 3), (editor.Buffer.Text, editor.Buffer.Cursor));
        Press(editor, EditAction.DeleteToStart);
        Assert.Equal(" two\n", editor.Buffer.Text);
    }

    [Fact]
    public void The_arrows_cross_lines_first_and_then_the_history_and_the_unfinished_input_stays()
    {
        _history.Add("first");
        _history.Add("a\nb");
        _history.Add("a\nb");
        var editor = Typed("not sent yet");

        Press(editor, EditAction.Up);
        Assert.Equal("a\nb", editor.Buffer.Text);
        Press(editor, EditAction.Up);
        Assert.Equal(("a\nb", 1), (editor.Buffer.Text, editor.Buffer.Cursor));
        Press(editor, EditAction.Up, EditAction.Up);
        Assert.Equal("first", editor.Buffer.Text);
        Press(editor, EditAction.Down, EditAction.Down);
        Assert.Equal("not sent yet", editor.Buffer.Text);
    }

    [Fact]
    public void Completion_takes_what_is_common_and_offers_the_rest_once()
    {
        var editor = new InputEditor(_history, text => [.. new[] { "/model claude-haiku", "/model claude-sonnet" }.Where(name => name.StartsWith(text, StringComparison.Ordinal))]);
        editor.Buffer.Set("/model c");

        Press(editor, EditAction.Complete);
        Assert.Equal(("/model claude-", 0), (editor.Buffer.Text, editor.Offers.Count));
        Press(editor, EditAction.Complete);
        Assert.Equal(2, editor.Offers.Count);
        editor.Apply(new EditKey(EditAction.Insert, "s"));
        Assert.Empty(editor.Offers);
        Press(editor, EditAction.Complete);
        Assert.Equal("/model claude-sonnet", editor.Buffer.Text);
    }

    [Theory]
    [InlineData("", EditOutcome.Ended), InlineData("x", EditOutcome.Dropped)]
    internal void Ctrl_C_drops_the_input_and_ends_the_session_if_there_is_none(string text, EditOutcome outcome) =>
        Assert.Equal(outcome, Typed(text).Apply(new EditKey(EditAction.Interrupt)));

    [Theory]
    [InlineData("> ", "hello", 5, 20, "> hello", 0, 7)]
    [InlineData("> ", "hello world", 11, 10, "> hello w|  orld", 1, 6)]
    [InlineData("> ", "hello w", 7, 10, "> hello w", 0, 9)]
    [InlineData("> ", "a\nb", 1, 20, "> a|  b", 0, 3)]
    [InlineData("> ", "a\nb", 2, 20, "> a|  b", 1, 2)]
    [InlineData("> ", "漢字漢字", 2, 10, "> 漢字漢|  字", 0, 6)]
    [InlineData("> ", "", 0, 10, "> ", 0, 2)]
    public void An_input_is_broken_into_rows_and_the_cursor_found(string prompt, string text, int cursor, int width, string rows, int row, int column)
    {
        var layout = InputLayout.Of(prompt, text, cursor, width);

        Assert.Equal((rows, row, column), (string.Join('|', layout.Rows), layout.Row, layout.Column));
    }

    [Theory]
    [InlineData("abc", 3), InlineData("漢字", 4), InlineData("👍", 2), InlineData("e\u0301", 1), InlineData("ｈ", 2), InlineData("", 0), InlineData("─│•…", 4)]
    public void Wide_characters_take_two_columns_and_marks_none(string text, int columns) => Assert.Equal(columns, CellWidth.Of(text));

    private InputEditor Typed(string text)
    {
        var editor = new InputEditor(_history, _ => []);
        editor.Apply(new EditKey(EditAction.Insert, text));
        return editor;
    }

    [Theory]
    [InlineData("a\r\nb\rc\nd", "a\nb\nc\nd"), InlineData("a\tb", "a    b"), InlineData("a\u001b[31mb\u0007\u009bc\u0001", "a[31mbc"), InlineData("\n\n", "\n\n")]
    public void A_paste_has_line_feeds_and_spaces_and_nothing_that_controls_the_terminal(string pasted, string text) => Assert.Equal(text, PastedText.Of(pasted));

    [Fact]
    public void The_history_keeps_one_of_equal_neighbours_and_nothing_empty()
    {
        var history = new InputHistory();
        foreach (var input in (string[])["a", "a", "  ", "b", "a"])
        {
            history.Add(input);
        }

        Assert.Equal("a b a -", $"{history.Previous("new")} {history.Previous("")} {history.Previous("")} {history.Previous("") ?? "-"}");
        Assert.Equal("b a new -", $"{history.Next()} {history.Next()} {history.Next()} {history.Next() ?? "-"}");
    }

    private static void Press(InputEditor editor, params IReadOnlyList<EditAction> actions)
    {
        foreach (var action in actions)
        {
            editor.Apply(new EditKey(action));
        }
    }
}
