using System;
using System.Text.Json;
using System.Text.Json.Serialization;
using HolySheep.Chat;

namespace HolySheep.Csv.Shared;

/// <summary>Writes a <see cref="HedgeTime"/> as the configuration does.</summary>
internal sealed class HedgeTimeConverter : JsonConverter<HedgeTime>
{
    public override HedgeTime? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString() is { } text ? HedgeTime.Parse(text) : null;

    public override void Write(Utf8JsonWriter writer, HedgeTime value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
