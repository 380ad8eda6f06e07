using HolySheep.Configuration.Options;

namespace HolySheep.Limits;

/// <summary>The configured limits of one key of a provider; null means no limit.</summary>
internal sealed record LimitRules(int? RequestsPerMinute, int? TokensPerMinute, int? MaxConcurrency)
{
    /// <summary>The limits of a provider; null if it has none.</summary>
    public static LimitRules? Of(ProviderOptions provider) =>
        provider is { RequestsPerMinute: null, TokensPerMinute: null, MaxConcurrency: null }
            ? null
            : new LimitRules(provider.RequestsPerMinute, provider.TokensPerMinute, provider.MaxConcurrency);
}
