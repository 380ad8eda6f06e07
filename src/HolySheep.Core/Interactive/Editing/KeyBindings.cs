namespace HolySheep.Interactive.Editing;

/// <summary>The keys of the editor, as readline and PowerShell have them.</summary>
internal static class KeyBindings
{
    private const int Backspace = 8;
    private const int Tab = 9;
    private const int Enter = 13;
    private const int End = 35;
    private const int Home = 36;
    private const int Left = 37;
    private const int Up = 38;
    private const int Right = 39;
    private const int Down = 40;
    private const int Delete = 46;

    /// <summary>What a key does.</summary>
    public static EditKey Of(PressedKey key) => key.Code switch
    {
        Enter => new EditKey(key.Shift || key.Alt || key.Control ? EditAction.NewLine : EditAction.Submit),
        Backspace => new EditKey(key.Alt || key.Control ? EditAction.DeleteWord : EditAction.Backspace),
        Delete => new EditKey(EditAction.Delete),
        Tab => new EditKey(EditAction.Complete),
        Left => new EditKey(key.Control || key.Alt ? EditAction.WordLeft : EditAction.Left),
        Right => new EditKey(key.Control || key.Alt ? EditAction.WordRight : EditAction.Right),
        Up => new EditKey(EditAction.Up),
        Down => new EditKey(EditAction.Down),
        Home => new EditKey(EditAction.Home),
        End => new EditKey(EditAction.End),
        _ => OfCharacter(key),
    };

    // AltGr is Ctrl and Alt together on Windows, and types characters.
    private static EditKey OfCharacter(PressedKey key) =>
        key.Character >= ' ' && key.Character != '\u007F' && !(key.Alt && !key.Control) ? new EditKey(EditAction.Insert, key.Character.ToString())
        : new EditKey(key.Alt ? OfLetterWithAlt(key.Character) : OfControl(key.Character));

    private static EditAction OfLetterWithAlt(char character) => character switch
    {
        'b' or 'B' => EditAction.WordLeft,
        'f' or 'F' => EditAction.WordRight,
        _ => EditAction.None,
    };

    private static EditAction OfControl(char character) => character switch
    {
        '\u0001' => EditAction.Home,
        '\u0002' => EditAction.Left,
        '\u0003' => EditAction.Interrupt,
        '\u0004' => EditAction.EndOfInput,
        '\u0005' => EditAction.End,
        '\u0006' => EditAction.Right,
        '\u0008' or '\u007F' => EditAction.Backspace,
        '\u000A' => EditAction.NewLine,
        '\u000B' => EditAction.DeleteToEnd,
        '\u000C' => EditAction.ClearScreen,
        '\u000E' => EditAction.Down,
        '\u0010' => EditAction.Up,
        '\u0015' => EditAction.DeleteToStart,
        '\u0017' => EditAction.DeleteWord,
        _ => EditAction.None,
    };
}
