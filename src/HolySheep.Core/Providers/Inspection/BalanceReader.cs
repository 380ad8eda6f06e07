using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using HolySheep.Catalog;
using HolySheep.Providers.Exchange;

namespace HolySheep.Providers.Inspection;

/// <summary>Reads what is left of an account.</summary>
internal static class BalanceReader
{
    // Far above any account: a larger number is not an amount.
    private const decimal Most = 1_000_000_000_000m;
    private const int MostCurrencies = 8;

    /// <summary>The amounts with their currencies; null if the reply does not tell them.</summary>
    /// <param name="body">The reply.</param>
    /// <param name="place">Where in it the amounts are.</param>
    public static string? Read(ReadOnlyMemory<byte> body, PresetBalance place)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var amounts = Entries(document.RootElement, place).Select(entry => Amount(entry, place)).OfType<string>().Take(MostCurrencies).ToList();
            return amounts.Count > 0 ? string.Join(", ", amounts) : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static IEnumerable<JsonElement> Entries(JsonElement root, PresetBalance place) =>
        place.List is null ? [root] : At(root, place.List) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    private static string? Amount(JsonElement entry, PresetBalance place)
    {
        var left = Number(At(entry, place.Left));
        var amount = place.Used is null ? left : left - Number(At(entry, place.Used));
        if (amount is not (> -Most and < Most))
        {
            return null;
        }

        var currency = place.Currency ?? (place.CurrencyAt is { } path ? CurrencyOf(At(entry, path)) : null);
        return amount.Value.ToString("0.00##", CultureInfo.InvariantCulture) + (currency is null ? "" : " " + currency);
    }

    private static JsonElement At(JsonElement element, string path) => path.Split('.').Aggregate(element, JsonMember.Of);

    private static string? CurrencyOf(JsonElement element) =>
        element.ValueKind == JsonValueKind.String && element.GetString() is { Length: 3 } code && code.All(letter => letter is >= 'A' and <= 'Z') ? code : null;

    private static decimal? Number(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Number => element.TryGetDecimal(out var number) ? number : null,
        JsonValueKind.String => decimal.TryParse(element.GetString(), NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null,
        _ => null,
    };
}
