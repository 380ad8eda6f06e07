#if !NET8_0_OR_GREATER
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace HolySheep.Configuration.Keys;

/// <summary>Joins arguments into a command line as Windows programs split it.</summary>
internal static class WindowsArguments
{
    /// <summary>The command line of the arguments from a place on.</summary>
    public static string Join(IReadOnlyList<string> arguments, int from)
    {
        var line = new StringBuilder();
        for (var place = from; place < arguments.Count; place++)
        {
            line.Append(line.Length == 0 ? "" : " ");
            Append(line, arguments[place]);
        }

        return line.ToString();
    }

    // Backslashes are doubled before a quote and before the closing quote only.
    private static void Append(StringBuilder line, string argument)
    {
        if (argument.Length > 0 && !argument.Any(character => char.IsWhiteSpace(character) || character == '"'))
        {
            line.Append(argument);
            return;
        }

        line.Append('"');
        var backslashes = 0;
        foreach (var character in argument)
        {
            if (character == '\\')
            {
                backslashes++;
                continue;
            }

            line.Append('\\', character == '"' ? (backslashes * 2) + 1 : backslashes).Append(character);
            backslashes = 0;
        }

        line.Append('\\', backslashes * 2).Append('"');
    }
}
#endif
