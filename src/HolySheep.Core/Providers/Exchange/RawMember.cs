using System;
using System.Text.Json;

namespace HolySheep.Providers.Exchange;

/// <summary>Writes members of other JSON as they are: escaped halves of characters, which no text may have, stay as they came.</summary>
internal static class RawMember
{
    public static void Write(Utf8JsonWriter writer, JsonProperty member) => Write(writer, member, member.Value);

    /// <summary>Writes a member with another value.</summary>
    public static void Write(Utf8JsonWriter writer, JsonProperty member, JsonElement value)
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

        writer.WriteRawValue(value.GetRawText());
    }
}
