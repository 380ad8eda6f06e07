using System;
using System.Text.Json;
using System.Text.Json.Serialization;
using HolySheep.PowerShell.Binding;

namespace HolySheep.PowerShell.Structured;

/// <summary>Reads members without a specific type into values that scripts can use.</summary>
internal sealed class ScriptValueConverter : JsonConverter<object>
{
    public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return JsonObject.Of(document.RootElement);
    }

    public override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options) => throw new NotSupportedException("Answers are only read.");
}
