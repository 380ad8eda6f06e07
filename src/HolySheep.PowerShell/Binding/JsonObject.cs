using System.Linq;
using System.Management.Automation;
using System.Text.Json;
using HolySheep.Schema;

namespace HolySheep.PowerShell.Binding;

/// <summary>Converts JSON text to objects that scripts can use.</summary>
internal static class JsonObject
{
    /// <summary>The value of a JSON text: objects with properties, arrays, texts, numbers, booleans and nulls.</summary>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    internal static object? Of(string json)
    {
        using var document = JsonDocument.Parse(HalfEscapes.Repair(json));
        return Of(document.RootElement);
    }

    /// <summary>The value of a JSON element.</summary>
    internal static object? Of(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => OfMembers(element),
        JsonValueKind.Array => element.EnumerateArray().Select(Of).ToArray(),
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => OfNumber(element),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    private static PSObject OfMembers(JsonElement element)
    {
        var result = new PSObject();
        foreach (var member in element.EnumerateObject())
        {
            result.Properties.Remove(member.Name);
            result.Properties.Add(new PSNoteProperty(member.Name, Of(member.Value)));
        }

        return result;
    }

    private static object OfNumber(JsonElement number) =>
        number.TryGetInt32(out var small) ? small
        : number.TryGetInt64(out var large) ? large
        : number.TryGetDecimal(out var exact) ? exact
        : number.GetDouble();
}
