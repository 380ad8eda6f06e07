namespace HolySheep.Interactive.Editing;

/// <summary>A key as a terminal reports it.</summary>
/// <param name="Character">The character; NUL if the key has none.</param>
/// <param name="Code">The virtual key code, as <c>ConsoleKey</c> and PowerShell's <c>KeyInfo</c> number keys.</param>
/// <param name="Shift">Whether Shift was held.</param>
/// <param name="Alt">Whether Alt was held.</param>
/// <param name="Control">Whether Ctrl was held.</param>
public readonly record struct PressedKey(char Character, int Code, bool Shift = false, bool Alt = false, bool Control = false);
