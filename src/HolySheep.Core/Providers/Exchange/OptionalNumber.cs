using System.Text.Json;

namespace HolySheep.Providers.Exchange;

/// <summary>Writes a member with a number; nothing if the caller gave none.</summary>
internal static class OptionalNumber
{
    public static void Write(Utf8JsonWriter writer, string name, double? value)
    {
        if (value is { } number)
        {
            writer.WriteNumber(name, number);
        }
    }

    public static void Write(Utf8JsonWriter writer, string name, long? value)
    {
        if (value is { } number)
        {
            writer.WriteNumber(name, number);
        }
    }
}
