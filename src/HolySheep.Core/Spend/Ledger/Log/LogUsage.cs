using System.Text.Json;
using HolySheep.Chat;

namespace HolySheep.Spend.Ledger.Log;

/// <summary>The JSON of the tokens of an answer.</summary>
internal static class LogUsage
{
    /// <summary>Reads the object at which the reader is.</summary>
    /// <exception cref="JsonException">It is something else.</exception>
    public static ChatUsage Read(ref Utf8JsonReader json) => LogMembers.Object(ref json, new ChatUsage(), Read);

    private static bool Read(ref Utf8JsonReader json, string name, ref ChatUsage usage)
    {
        switch (name)
        {
            case nameof(ChatUsage.PromptTokens):
                usage = usage with { PromptTokens = json.GetInt64() };
                break;
            case nameof(ChatUsage.CachedTokens):
                usage = usage with { CachedTokens = json.GetInt64() };
                break;
            case nameof(ChatUsage.CacheWriteTokens):
                usage = usage with { CacheWriteTokens = json.GetInt64() };
                break;
            case nameof(ChatUsage.HourCacheWriteTokens):
                usage = usage with { HourCacheWriteTokens = json.GetInt64() };
                break;
            case nameof(ChatUsage.CompletionTokens):
                usage = usage with { CompletionTokens = json.GetInt64() };
                break;
            case nameof(ChatUsage.ReasoningTokens):
                usage = usage with { ReasoningTokens = json.GetInt64() };
                break;
            case nameof(ChatUsage.StatedCost):
                usage = usage with { StatedCost = json.GetDecimal() };
                break;
            case nameof(ChatUsage.OtherCharge):
                usage = usage with { OtherCharge = json.GetString() };
                break;
            case nameof(ChatUsage.IsFlex):
                usage = usage with { IsFlex = json.GetBoolean() };
                break;
            case nameof(ChatUsage.IsBatch):
                usage = usage with { IsBatch = json.GetBoolean() };
                break;
            case nameof(ChatUsage.Estimated):
                usage = usage with { Estimated = json.GetBoolean() };
                break;
            default:
                return false;
        }

        return true;
    }
}
