using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using HolySheep.PowerShell.Binding;

namespace HolySheep.PowerShell.Tools;

/// <summary>A tool call as a person reads it before confirming it: on one line, without a character that could hide or fake a part of it.</summary>
internal static class ToolCallText
{
    // Beyond it the length is told, so that a person knows that there is more.
    private const int LongestValue = 1000;

    internal static string Of(CommandTool tool, IReadOnlyDictionary<string, object?> arguments) =>
        string.Join(" ", arguments.Select(argument => $"-{Visible(argument.Key)} {Text(argument.Value)}").Prepend(Visible(tool.Name == tool.Command.Name ? tool.Name : $"{tool.Name} ({tool.Command.Name})")));

    private static string Text(object? value) => value switch
    {
        null => "$null",
        bool truth => truth ? "$true" : "$false",
        string text => "'" + Visible(Short(text)).Replace("'", "''") + "'",
        IDictionary table => "@{ " + string.Join("; ", table.Cast<DictionaryEntry>().Select(entry => $"{Text(entry.Key)} = {Text(entry.Value)}")) + " }",
        IEnumerable items => "@(" + string.Join(", ", items.Cast<object?>().Select(Text)) + ")",
        _ => ScalarText.Of(value) ?? "",
    };

    private static string Short(string text) => text.Length <= LongestValue ? text : $"{text.Substring(0, LongestValue)}… ({text.Length.ToString(CultureInfo.InvariantCulture)} characters)";

    /// <summary>The text with a code for every control character, line break, mark of direction and other invisible character.</summary>
    private static string Visible(string text)
    {
        if (!text.Any(IsHidden))
        {
            return text;
        }

        var shown = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (IsHidden(character))
            {
                shown.Append("<U+").Append(((int)character).ToString("X4", CultureInfo.InvariantCulture)).Append('>');
            }
            else
            {
                shown.Append(character);
            }
        }

        return shown.ToString();
    }

    private static bool IsHidden(char character) => char.GetUnicodeCategory(character) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse
        || (char.IsWhiteSpace(character) && character != ' ');
}
