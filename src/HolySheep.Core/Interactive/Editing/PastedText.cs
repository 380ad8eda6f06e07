using System.Text;

namespace HolySheep.Interactive.Editing;

/// <summary>Prepares pasted text for the input.</summary>
internal static class PastedText
{
    private const string Tab = "    ";

    /// <summary>The text with line feeds as line breaks and spaces as tabs, without other control characters.</summary>
    public static string Of(string text)
    {
        var kept = new StringBuilder(text.Length);
        for (var index = 0; index < text.Length; index++)
        {
            var character = text[index];
            if (character is '\n' && index > 0 && text[index - 1] == '\r')
            {
                continue;
            }

            kept.Append(character switch
            {
                '\r' or '\n' => "\n",
                '\t' => Tab,
                _ => char.IsControl(character) ? "" : character.ToString(),
            });
        }

        return kept.ToString();
    }
}
