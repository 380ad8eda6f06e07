using System;
using System.Collections.Generic;

namespace HolySheep.Configuration.Names;

/// <summary>Decides whether an attempt went to a model, whichever of the model's names is given.</summary>
/// <param name="model">A name of the model, or a provider and its model as <c>provider/model</c>.</param>
/// <param name="names">The names of the configuration; null uses every name unchanged.</param>
internal sealed class ModelMatch(string model, ModelNames? names)
{
    private IReadOnlyList<string>? _spellings;

    /// <summary>The names of the model.</summary>
    public IReadOnlyList<string> Spellings => _spellings ??= names?.SpellingsOf(model) ?? [model];

    /// <summary>The provider and its model that the name means together; null if it means a model alone.</summary>
    public (string Provider, string Model)? Address { get; } = names?.Address(model);

    /// <summary>Whether a name means the model.</summary>
    public bool IsName(string name) => IsSame(name, model) || names?.IsSpellingOf(name, model) == true;

    /// <summary>Whether an attempt went to the model.</summary>
    /// <param name="provider">The provider that was called.</param>
    /// <param name="chainModel">The model's name in the chain.</param>
    /// <param name="sent">The model id that was sent.</param>
    public bool Covers(string provider, string chainModel, string sent) =>
        IsName(chainModel) || IsName(sent) || (Address is { } target && IsSame(provider, target.Provider) && IsSame(sent, target.Model));

    private static bool IsSame(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
