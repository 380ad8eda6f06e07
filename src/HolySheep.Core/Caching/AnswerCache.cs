using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Configuration.Options;
using HolySheep.State;

namespace HolySheep.Caching;

/// <summary>The answers that a client keeps and gives again.</summary>
/// <param name="store">Where they are.</param>
/// <param name="maxBytes">The maximum size of all answers; one that is larger than a tenth of it is not kept.</param>
/// <param name="models">The configured models: each may say how old its answers may be.</param>
/// <param name="notices">Receives what the store warns of.</param>
internal sealed class AnswerCache(IAnswerStore store, long maxBytes, IReadOnlyDictionary<string, ModelOptions> models, StoreNotices notices) : IDisposable
{
    private readonly Dictionary<string, TimeSpan> _ages = models.Where(model => model.Value.Cache is not null).ToDictionary(model => model.Key, model => model.Value.Cache!.Value, StringComparer.Ordinal);

    /// <summary>The requests that ask a provider now.</summary>
    public AnswerFlights Flights { get; } = new();

    /// <summary>How old an answer may be for a call to a model; zero if its answers are neither reused nor kept.</summary>
    /// <param name="asked">What the call says; null if nothing.</param>
    /// <param name="model">The model of the chain that is asked first.</param>
    public TimeSpan MaxAge(TimeSpan? asked, string model) => asked ?? (_ages.TryGetValue(model, out var age) ? age : TimeSpan.Zero);

    /// <summary>The answer of a request; null if none is kept.</summary>
    public KeptAnswer? Find(string key) => store.Find(key) is { } answer ? KeptAnswerFormat.Read(answer) : null;

    /// <summary>Keeps an answer in place of an earlier one.</summary>
    public void Keep(string key, KeptAnswer answer)
    {
        var bytes = KeptAnswerFormat.Write(answer);
        if (bytes.Length <= maxBytes / 10)
        {
            store.Keep(key, bytes);
        }
    }

    /// <summary>A warning about the store, given once; null if there is none.</summary>
    public string? TakeWarning() => notices.Report(store.TakeWarning());

    public void Dispose() => store.Dispose();
}
