using System;
using System.Linq;
using HolySheep.Configuration.Names;
using HolySheep.Spend.Ledger;

namespace HolySheep.Spend.History;

/// <summary>Decides whether a call of the right time is one of those that are asked for. Pure.</summary>
internal sealed class CallFilter
{
    private readonly CallQuery _query;
    private readonly ModelNames? _names;
    private readonly string? _provider;
    private readonly (string Provider, string Model)? _address;
    private readonly string? _tag;
    private readonly string[] _words;

    /// <param name="query">What is asked for.</param>
    /// <param name="names">The names of the configuration; null uses every name unchanged.</param>
    public CallFilter(CallQuery query, ModelNames? names)
    {
        (_query, _names) = (query, names);
        _provider = query.Provider is { } provider ? names?.Provider(provider) ?? provider : null;
        _address = query.Model is { } model ? names?.Address(model) : null;
        _tag = query.Tag is { } tag ? AttemptTags.NameOf(tag) : null;
        _words = query.Text?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) ?? [];
    }

    public bool Matches(RecordedCall call) =>
        (!_query.Failed || call.IsFailed)
        && (_query.CostAbove is not { } least || call.Cost > least)
        && (_query.Job is not { } job || IsSame(call.Job, job))
        && (_tag is null || AttemptTags.NamesOf(call.Tags).Contains(_tag))
        && (_provider is null || call.Attempts.Any(attempt => IsSame(attempt.Provider, _provider)))
        && (_query.Model is null || IsModel(call.Model) || call.Attempts.Any(IsModel))
        && _words.All(word => Has(call.Prompt, word) || Has(call.Answer, word));

    private bool IsModel(RecordedAttempt attempt) => IsModel(attempt.Model) || IsModel(attempt.ModelSent) || IsSame(attempt.Target, _query.Model!)
        || (_address is { } target && IsSame(attempt.Provider, target.Provider) && IsSame(attempt.ModelSent, target.Model));

    private bool IsModel(string name) => IsSame(name, _query.Model!) || _names?.IsSpellingOf(name, _query.Model!) == true;

    private static bool IsSame(string? one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static bool Has(string? text, string word) => text?.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0;
}
