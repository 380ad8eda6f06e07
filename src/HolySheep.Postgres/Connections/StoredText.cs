using System.Text;

namespace HolySheep.Postgres.Connections;

/// <summary>Texts as the server can store them.</summary>
internal static class StoredText
{
    /// <summary>The text without what the server does not store: null characters and halves of characters.</summary>
    public static string Of(string text)
    {
        foreach (var character in text)
        {
            if (character == '\0' || char.IsSurrogate(character))
            {
                return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace('\0', '\uFFFD');
            }
        }

        return text;
    }
}
