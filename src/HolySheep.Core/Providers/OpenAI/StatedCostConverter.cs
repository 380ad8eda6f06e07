using System;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace HolySheep.Providers.OpenAI;

/// <summary>Reads the cost in USD that a provider states beside its counts: a number, a number as text, or an object with its total; anything else counts as absent.</summary>
internal sealed class StatedCostConverter : JsonConverter<decimal?>
{
    // Far above what any answer costs: what lies beyond it is no amount of USD.
    private const decimal Most = 1_000_000m;

    public override decimal? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Number:
                return reader.TryGetDecimal(out var number) ? Checked(number) : null;
            case JsonTokenType.String:
                return decimal.TryParse(reader.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var read) ? Checked(read) : null;
            case JsonTokenType.StartObject:
                using (var parts = JsonDocument.ParseValue(ref reader))
                {
                    return parts.RootElement.TryGetProperty("total_cost", out var total) && total.ValueKind == JsonValueKind.Number && total.TryGetDecimal(out var sum) ? Checked(sum) : null;
                }

            default:
                reader.Skip();
                return null;
        }
    }

    public override void Write(Utf8JsonWriter writer, decimal? value, JsonSerializerOptions options) => throw new NotSupportedException();

    // To the decimals of the ledger.
    private static decimal? Checked(decimal cost) => cost is >= 0 and <= Most ? decimal.Round(cost, 12) : null;
}
