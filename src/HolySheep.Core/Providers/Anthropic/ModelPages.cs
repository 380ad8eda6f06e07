using System;
using System.Text.Json;
using HolySheep.Configuration;

namespace HolySheep.Providers.Anthropic;

/// <summary>The pages of a list of models.</summary>
internal static class ModelPages
{
    private const int Largest = 1_000;

    public static Uri First(Uri models) => BaseUrl.With(models, FormattableString.Invariant($"limit={Largest}"));

    /// <summary>The address of the page after this one; null if it is the last.</summary>
    public static Uri? Next(Uri first, ReadOnlyMemory<byte> body)
    {
        using var document = JsonDocument.Parse(body);
        var root = document.RootElement;
        return root.ValueKind == JsonValueKind.Object && root.TryGetProperty("has_more", out var more) && more.ValueKind == JsonValueKind.True
            && root.TryGetProperty("last_id", out var last) && last.ValueKind == JsonValueKind.String && last.GetString() is { Length: > 0 } id
            ? BaseUrl.With(first, "after_id=" + Uri.EscapeDataString(id))
            : null;
    }
}
