using System.Linq;
using HolySheep.Errors;

namespace HolySheep.Configuration;

/// <summary>What to say of a provider that is not configured.</summary>
internal static class UnknownProvider
{
    public static HolySheepException Fault(string name, HolySheepConfiguration configuration)
    {
        var nearest = NearestName.Of(name, configuration.Providers.Keys);
        var known = string.Join(", ", configuration.Providers.Keys.OrderBy(provider => provider, System.StringComparer.Ordinal));
        return new HolySheepException(
            ErrorCode.ArgumentInvalid,
            $"No provider '{name}' is configured.",
            nearest is null ? $"Configured are: {known}." : $"Did you mean '{nearest}'? Configured are: {known}.");
    }
}
