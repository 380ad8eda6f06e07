namespace HolySheep.Interactive.Editing;

/// <summary>What a key does to the input.</summary>
internal enum EditAction
{
    None,
    Insert,
    Submit,
    NewLine,
    Backspace,
    Delete,
    Left,
    Right,
    WordLeft,
    WordRight,
    Home,
    End,
    Up,
    Down,
    DeleteToStart,
    DeleteToEnd,
    DeleteWord,
    Complete,
    Interrupt,
    EndOfInput,
    ClearScreen,
}
