using System;
using System.Collections.Generic;
using System.Linq;

namespace HolySheep.Interactive.Editing;

/// <summary>Applies edits to the input, with history and completion.</summary>
/// <param name="history">The earlier inputs.</param>
/// <param name="complete">The texts that can take the place of an input.</param>
internal sealed class InputEditor(InputHistory history, Func<string, IReadOnlyList<string>> complete)
{
    /// <summary>The input.</summary>
    public TextBuffer Buffer { get; } = new();

    /// <summary>What completion offers if it is not unique; shown once.</summary>
    public IReadOnlyList<string> Offers { get; private set; } = [];

    /// <summary>Applies an edit, and says what comes of it.</summary>
    public EditOutcome Apply(EditKey key)
    {
        Offers = [];
        switch (key.Action)
        {
            case EditAction.Submit when SessionInput.IsComplete(Buffer.Text):
                return EditOutcome.Submitted;
            case EditAction.Submit:
                Buffer.Set(SessionInput.Join(Buffer.Text, ""));
                return EditOutcome.Changed;
            case EditAction.Interrupt:
                return Buffer.Text.Length > 0 ? EditOutcome.Dropped : EditOutcome.Ended;
            case EditAction.EndOfInput when Buffer.Text.Length == 0:
                return EditOutcome.Ended;
            case EditAction.ClearScreen:
                return EditOutcome.ScreenCleared;
            case EditAction.Complete:
                Complete();
                return EditOutcome.Changed;
            default:
                Edit(key);
                return EditOutcome.Changed;
        }
    }

    private void Edit(EditKey key)
    {
        switch (key.Action)
        {
            case EditAction.Insert: Buffer.Insert(key.Text); break;
            case EditAction.NewLine: Buffer.Insert("\n"); break;
            case EditAction.Backspace: Buffer.DeleteTo(Buffer.Previous()); break;
            case EditAction.Delete or EditAction.EndOfInput: Buffer.DeleteTo(Buffer.Next()); break;
            case EditAction.DeleteWord: Buffer.DeleteTo(Buffer.PreviousWord()); break;
            case EditAction.DeleteToStart: Buffer.DeleteTo(Buffer.LineStart()); break;
            case EditAction.DeleteToEnd: Buffer.DeleteTo(Buffer.LineEnd()); break;
            case EditAction.Left: Buffer.MoveTo(Buffer.Previous()); break;
            case EditAction.Right: Buffer.MoveTo(Buffer.Next()); break;
            case EditAction.WordLeft: Buffer.MoveTo(Buffer.PreviousWord()); break;
            case EditAction.WordRight: Buffer.MoveTo(Buffer.NextWord()); break;
            case EditAction.Home: Buffer.MoveTo(Buffer.LineStart()); break;
            case EditAction.End: Buffer.MoveTo(Buffer.LineEnd()); break;
            case EditAction.Up when !Buffer.MoveUp(): Recall(history.Previous(Buffer.Text)); break;
            case EditAction.Down when !Buffer.MoveDown(): Recall(history.Next()); break;
        }
    }

    private void Recall(string? entry)
    {
        if (entry is not null)
        {
            Buffer.Set(entry);
        }
    }

    private void Complete()
    {
        var offers = Buffer.Cursor == Buffer.Text.Length ? complete(Buffer.Text) : [];
        if (offers.Count == 0)
        {
            return;
        }

        var common = offers.Aggregate(CommonStart);
        if (common.Length > Buffer.Text.Length || offers.Count == 1)
        {
            Buffer.Set(common);
        }
        else
        {
            Offers = offers;
        }
    }

    private static string CommonStart(string one, string other)
    {
        var length = 0;
        while (length < one.Length && length < other.Length && char.ToUpperInvariant(one[length]) == char.ToUpperInvariant(other[length]))
        {
            length++;
        }

        return one.Substring(0, length);
    }
}
