using System.Globalization;
using System.Text.Json;

namespace HolySheep.Providers.Exchange.Reading;

/// <summary>Reads the cost in USD that a provider states with its token counts: a number, a number as text, or an object with its total; anything else counts as absent.</summary>
internal static class StatedCost
{
    // Far above the cost of any answer: a larger number is not an amount of USD.
    private const decimal Most = 1_000_000m;

    // The same unit as in the ledger.
    private const int Decimals = 12;

    /// <summary>The cost in token counts; null if they contain none.</summary>
    public static decimal? Read(JsonElement usage) =>
        usage.TryGetProperty("cost", out var cost) && Amount(cost) is { } stated && stated + Upstream(usage) is >= 0 and <= Most and var amount ? decimal.Round(amount, Decimals) : null;

    // If the user's own key at the vendor is used, OpenRouter states only its fee as the cost, and the vendor's bill in a separate member.
    private static decimal? Upstream(JsonElement usage) =>
        !usage.TryGetProperty("is_byok", out var isOwnKey) || isOwnKey.ValueKind != JsonValueKind.True ? 0
        : usage.TryGetProperty("cost_details", out var details) && details.ValueKind == JsonValueKind.Object && details.TryGetProperty("upstream_inference_cost", out var upstream) ? Amount(upstream)
        : null;

    private static decimal? Amount(JsonElement cost) => cost.ValueKind switch
    {
        JsonValueKind.Number => cost.TryGetDecimal(out var number) ? number : null,
        JsonValueKind.String => decimal.TryParse(cost.GetRawText().Trim('"'), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null,
        JsonValueKind.Object => cost.TryGetProperty("total_cost", out var total) && total.ValueKind == JsonValueKind.Number && total.TryGetDecimal(out var sum) ? sum : null,
        _ => null,
    };
}
