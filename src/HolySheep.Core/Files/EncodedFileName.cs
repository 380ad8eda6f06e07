using System;
using System.Text;

namespace HolySheep.Files;

/// <summary>Writes any name as the name of a file: no name leaves the folder, begins with a dot or means a device, and no two names give the same file.</summary>
internal static class EncodedFileName
{
    /// <summary>The name of the file, without an extension: letters, digits, <c>-</c>, <c>_</c> and <c>.</c> as they are, everything else as <c>%XX</c>.</summary>
    public static string Of(string name)
    {
        var text = new StringBuilder();
        foreach (var octet in Encoding.UTF8.GetBytes(name))
        {
            var character = (char)octet;
            var plain = character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '_' || (character == '.' && text.Length > 0);
            text.Append(plain ? character.ToString() : $"%{octet:X2}");
        }

        return text.ToString();
    }

    /// <summary>The name that a file's name was written for.</summary>
    public static string Read(string text) => Uri.UnescapeDataString(text);
}
