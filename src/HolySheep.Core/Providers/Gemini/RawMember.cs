using System;
using System.Text.Json;

namespace HolySheep.Providers.Gemini;

/// <summary>Writes members of other JSON as they are: escaped halves of characters, which no text may have, stay as they came.</summary>
internal static class RawMember
{
    public static void Write(Utf8JsonWriter writer, JsonProperty member)
    {
        try
        {
            writer.WritePropertyName(member.Name);
        }
        catch (InvalidOperationException)
        {
            // Half a character is not a name.
            return;
        }

        writer.WriteRawValue(member.Value.GetRawText());
    }
}
