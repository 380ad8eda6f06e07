using System.Collections.Generic;
using System.Linq;
using HolySheep.Errors;

namespace HolySheep.Configuration.Names;

/// <summary>The known model that a name most likely means. A name that is neither configured nor in the catalogue is allowed, because providers serve more models than the catalogue knows, but may be mistyped.</summary>
internal static class NearestModel
{
    /// <summary>The names that a mistyped one may mean.</summary>
    public static IEnumerable<string> Known(HolySheepConfiguration configuration) =>
        configuration.Models.Keys.Concat(configuration.Chains.Keys).Concat(configuration.Catalog.Offered.Select(entry => entry.Id));

    /// <summary>The error of a call that asked no provider, which names the nearest known model if the asked one is not known.</summary>
    /// <param name="fault">Why no target could be asked.</param>
    /// <param name="model">The model that the caller named; null if the caller named none.</param>
    /// <param name="configuration">The configuration.</param>
    public static HolySheepException Explain(HolySheepException fault, string? model, HolySheepConfiguration configuration) =>
        model is not null && !configuration.Names.IsKnown(model) && NearestName.Of(model, Known(configuration)) is { } nearest
            ? new HolySheepException(fault.Code, fault.Message, $"'{model}' is neither a configured model nor one of the catalogue, so {configuration.Defaults.Provider} is asked for it; did you mean '{nearest}'? {fault.Hint}".TrimEnd(), fault) { IsOfRequest = fault.IsOfRequest }
            : fault;
}
