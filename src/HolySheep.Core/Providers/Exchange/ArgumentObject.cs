using System.Text.Json;
using HolySheep.Chat;

namespace HolySheep.Providers.Exchange;

/// <summary>Writes the arguments of a call for formats that take only objects: another model may have written a text that is not one.</summary>
internal static class ArgumentObject
{
    /// <summary>Writes the object; blank arguments are an empty one, and a text that is not an object becomes its member <c>arguments</c>.</summary>
    public static void Write(Utf8JsonWriter writer, string arguments)
    {
        if (ChatRequestRules.IsJsonObject(arguments))
        {
            writer.WriteRawValue(arguments);
            return;
        }

        writer.WriteStartObject();
        if (arguments.Trim().Length > 0)
        {
            writer.WriteString("arguments", arguments);
        }

        writer.WriteEndObject();
    }
}
