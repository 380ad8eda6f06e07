using HolySheep.Configuration.Options;

namespace HolySheep.Limits;

/// <summary>What the configuration says that one key of a provider may do; null means that nothing is said.</summary>
internal sealed record LimitRules(int? RequestsPerMinute, int? TokensPerMinute, int? MaxConcurrency)
{
    /// <summary>The rules of a provider; null where it has none.</summary>
    public static LimitRules? Of(ProviderOptions provider) =>
        provider is { RequestsPerMinute: null, TokensPerMinute: null, MaxConcurrency: null }
            ? null
            : new LimitRules(provider.RequestsPerMinute, provider.TokensPerMinute, provider.MaxConcurrency);
}
