namespace HolySheep.Interactive.Terminal;

/// <summary>Escape sequences that every terminal with them understands.</summary>
internal static class Ansi
{
    /// <summary>Clears from the cursor to the end of the screen.</summary>
    public const string ClearBelow = "\u001b[J";

    /// <summary>Clears the screen and goes to its first row.</summary>
    public const string ClearScreen = "\u001b[H\u001b[2J";

    /// <summary>Clears the line of the cursor.</summary>
    public const string ClearLine = "\r\u001b[K";

    /// <summary>Marks pasted text from now on.</summary>
    public const string MarkPastes = "\u001b[?2004h";

    /// <summary>Marks pasted text no more.</summary>
    public const string DoNotMarkPastes = "\u001b[?2004l";

    /// <summary>Moves the cursor up.</summary>
    public static string Up(int rows) => rows > 0 ? $"\u001b[{rows}A" : "";

    /// <summary>Moves the cursor to the right.</summary>
    public static string Right(int columns) => columns > 0 ? $"\u001b[{columns}C" : "";
}
