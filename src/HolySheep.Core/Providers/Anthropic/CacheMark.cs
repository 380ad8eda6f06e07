using System.Text.Json;

namespace HolySheep.Providers.Anthropic;

/// <summary>Marks the end of a prefix that the provider keeps in its prompt cache, for five minutes after its last use.</summary>
internal static class CacheMark
{
    /// <summary>Writes the mark into a block.</summary>
    public static void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("cache_control");
        writer.WriteString("type", "ephemeral");
        writer.WriteEndObject();
    }
}
