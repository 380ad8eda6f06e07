using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Configuration;
using HolySheep.Configuration.Keys;
using HolySheep.Configuration.Options;
using HolySheep.Errors;

namespace HolySheep.Providers.Inspection;

/// <summary>The providers of a configuration, with what is known about their keys.</summary>
internal sealed class ProviderList(HolySheepConfiguration configuration, KeyLookup keys)
{
    public IReadOnlyList<ConfiguredProvider> All() =>
        configuration.Providers.Values.OrderBy(provider => provider.Name, StringComparer.Ordinal).Select(Info).ToList();

    /// <summary>The default providers for listing and testing: all that are not disabled, without the built-in one if it is not set up and not used.</summary>
    public IReadOnlyList<ConfiguredProvider> Asked() =>
        All().Where(provider => !provider.Options.Disabled && (provider.KeyFault is null || provider.Options.Name != BuiltInConfiguration.ProviderName || LeadsTo(provider.Options.Name))).ToList();

    private ConfiguredProvider Info(ProviderOptions options)
    {
        var info = new ConfiguredProvider { Options = options, IsDefault = options.Name == configuration.Defaults.Provider };
        try
        {
            var places = keys.Find(options).Select(key => key.Place).ToList();
            return info with { KeyPlace = places.FirstOrDefault(), KeyPlaces = places };
        }
        catch (HolySheepException fault) when (fault.Code == ErrorCode.CredentialMissing)
        {
            return info with { KeyFault = fault.Message, KeyHint = fault.Hint };
        }
    }

    private bool LeadsTo(string provider) =>
        configuration.Defaults.Provider == provider
        || configuration.Models.Values.Any(model => model.Targets.Any(target => target.Provider == provider))
        || configuration.Chains.Any(chain => chain.Value.Concat([chain.Key]).Any(model => configuration.Names.Address(model)?.Provider == provider));
}
