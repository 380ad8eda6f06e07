using System;
using System.Globalization;
using System.Linq;
using System.Text.Json;

namespace HolySheep.Providers.Inspection;

/// <summary>Reads what is left of an account, in the forms of DeepSeek and OpenRouter.</summary>
internal static class BalanceReader
{
    /// <summary>The amounts with their currencies; null if the reply does not tell them.</summary>
    public static string? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            if (root.TryGetProperty("balance_infos", out var infos))
            {
                var amounts = infos.EnumerateArray().Select(info => $"{Amount(info.GetProperty("total_balance"))} {Currency(info.GetProperty("currency"))}").ToList();
                return amounts.Count > 0 ? string.Join(", ", amounts) : null;
            }

            return root.TryGetProperty("data", out var data) && data.TryGetProperty("total_credits", out var credits) && data.TryGetProperty("total_usage", out var usage)
                ? FormattableString.Invariant($"{Number(credits) - Number(usage):0.00##} USD")
                : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException or OverflowException or System.Collections.Generic.KeyNotFoundException)
        {
            return null;
        }
    }

    private static string Amount(JsonElement element) => Number(element).ToString("0.00##", CultureInfo.InvariantCulture);

    private static string Currency(JsonElement element) =>
        element.GetString() is { Length: 3 } code && code.All(letter => letter is >= 'A' and <= 'Z') ? code : throw new FormatException();

    private static decimal Number(JsonElement element) =>
        element.ValueKind == JsonValueKind.String ? decimal.Parse(element.GetString()!, NumberStyles.Number, CultureInfo.InvariantCulture) : element.GetDecimal();
}
