using System;
using System.Linq;
using HolySheep.Configuration.Names;
using HolySheep.Spend.Ledger;

namespace HolySheep.Spend.History;

/// <summary>Decides whether a call of the right time is one of those that are asked for. Pure.</summary>
internal sealed class CallFilter
{
    private readonly CallQuery _query;
    private readonly string? _provider;
    private readonly ModelMatch? _model;
    private readonly string? _tag;
    private readonly string[] _words;

    /// <param name="query">What is asked for.</param>
    /// <param name="names">The names of the configuration; null uses every name unchanged.</param>
    public CallFilter(CallQuery query, ModelNames? names)
    {
        _query = query;
        _provider = query.Provider is { } provider ? names?.Provider(provider) ?? provider : null;
        _model = query.Model is { } model ? new ModelMatch(model, names) : null;
        _tag = query.Tag is { } tag ? AttemptTags.NameOf(tag) : null;
        _words = query.Text?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) ?? [];
    }

    public bool Matches(RecordedCall call) =>
        (!_query.Failed || call.IsFailed)
        && (_query.CostAbove is not { } least || call.Cost > least)
        && (_query.Job is not { } job || IsSame(call.Job, job))
        && (_tag is null || AttemptTags.NamesOf(call.Tags).Contains(_tag))
        && (_provider is null || call.Attempts.Any(attempt => IsSame(attempt.Provider, _provider)))
        && (_model is null || _model.IsName(call.Model) || call.Attempts.Any(attempt => _model.Covers(attempt.Provider, attempt.Model, attempt.ModelSent) || IsSame(attempt.Target, _query.Model!)))
        && _words.All(word => Has(call.Prompt, word) || Has(call.Answer, word));

    private static bool IsSame(string? one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static bool Has(string? text, string word) => text?.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0;
}
