using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Configuration.Options;

namespace HolySheep.Caching;

/// <summary>The answers that a client keeps and gives again.</summary>
/// <param name="store">Where they are.</param>
/// <param name="models">The configured models: each may say how old its answers may be.</param>
internal sealed class AnswerCache(IAnswerStore store, IReadOnlyDictionary<string, ModelOptions> models) : IDisposable
{
    private readonly Dictionary<string, TimeSpan> _ages = models.Where(model => model.Value.Cache is not null).ToDictionary(model => model.Key, model => model.Value.Cache!.Value, StringComparer.Ordinal);

    /// <summary>Where the answers are.</summary>
    public IAnswerStore Store => store;

    /// <summary>The requests that ask a provider now.</summary>
    public AnswerFlights Flights { get; } = new();

    /// <summary>How old an answer may be for a call to a model; zero if its answers are neither reused nor kept.</summary>
    /// <param name="asked">What the call says; null if nothing.</param>
    /// <param name="model">The model of the chain that is asked first.</param>
    public TimeSpan MaxAge(TimeSpan? asked, string model) => asked ?? (_ages.TryGetValue(model, out var age) ? age : TimeSpan.Zero);

    public void Dispose() => store.Dispose();
}
