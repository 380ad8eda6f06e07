using System.Collections.Generic;
using System.Linq;
using HolySheep.Catalog;

namespace HolySheep.PowerShell.Results;

/// <summary>A model at a provider.</summary>
public sealed class HolySheepModel
{
    private readonly HolySheepPrice? _price;
    private readonly IReadOnlyList<string> _fallback;
    private readonly IReadOnlyList<object> _target;
    private readonly IReadOnlyList<string> _aliases;
    private readonly IReadOnlyList<string> _efforts;

    internal HolySheepModel(ModelInfo model)
    {
        Name = model.Id;
        Provider = model.Provider;
        Available = model.Available;
        ContextWindow = model.ContextWindow;
        MaxOutput = model.MaxOutput;
        Tools = model.Tools;
        Images = model.Images;
        Documents = model.Documents;
        JsonSchema = model.JsonSchema;
        _efforts = NestedMember.Show(this, nameof(Efforts), new ResultList<string>(model.Efforts));
        InputPrice = model.Price?.Input;
        OutputPrice = model.Price?.Output;
        CachedInputPrice = model.Price?.CachedInput;
        _price = NestedMember.Show(this, nameof(Price), model.Price is { } price ? new HolySheepPrice(price) : null);
        PriceSource = model.PriceSource;
        PriceDate = model.PriceDate;
        _fallback = NestedMember.Show(this, nameof(Fallback), new ResultList<string>(model.Fallback));
        _aliases = NestedMember.Show(this, nameof(Aliases), new ResultList<string>(model.Aliases));
        _target = NestedMember.Show(this, nameof(Target), new ResultList<object>(model.Targets.Select(target => target.Weight == 1 ? (object)target.Target : new HolySheepTarget(target.Target, target.Weight))));
        Strategy = model.Strategy;
    }

    /// <summary>The model id.</summary>
    public string Name { get; }

    /// <summary>The provider that serves it.</summary>
    public string Provider { get; }

    /// <summary>True if the provider listed it just now, false if it did not, null if it was not asked.</summary>
    public bool? Available { get; }

    /// <summary>The context window in tokens, for prompt and answer together; null if unknown.</summary>
    public int? ContextWindow { get; }

    /// <summary>The maximum tokens of one answer; null if unknown.</summary>
    public int? MaxOutput { get; }

    /// <summary>True if it calls tools, false if it does not, null if unknown.</summary>
    public bool? Tools { get; }

    /// <summary>True if it takes images, false if it does not, null if unknown.</summary>
    public bool? Images { get; }

    /// <summary>True if it takes PDF files, false if it does not, null if unknown.</summary>
    public bool? Documents { get; }

    /// <summary>True if it follows a JSON schema, false if it does not, null if unknown.</summary>
    public bool? JsonSchema { get; }

    /// <summary>The reasoning efforts that the provider's list names, the lowest first; empty if it names none.</summary>
    public string Efforts => NestedMember.Text(_efforts)!;

    /// <summary>USD per million prompt tokens; null if unknown.</summary>
    public decimal? InputPrice { get; }

    /// <summary>USD per million answer tokens; null if unknown.</summary>
    public decimal? OutputPrice { get; }

    /// <summary>USD per million prompt tokens from the cache; null if the price is the same or unknown.</summary>
    public decimal? CachedInputPrice { get; }

    /// <summary>The whole price in USD per million tokens; null if unknown.</summary>
    public string? Price => NestedMember.Text(_price);

    /// <summary>Where the price was read: a page's address, the configuration file or the user's catalogue; null if unknown.</summary>
    public string? PriceSource { get; }

    /// <summary>The day the price was read, as yyyy-MM-dd; null if unknown.</summary>
    public string? PriceDate { get; }

    /// <summary>The fallback models, in order.</summary>
    public string Fallback => NestedMember.Text(_fallback)!;

    /// <summary>Its configured targets in order, as provider/model, or with the weight if that is not 1; empty if none are configured.</summary>
    public string Target => NestedMember.Text(_target)!;

    /// <summary>The strategy as the configuration spells it; null if the model is not configured.</summary>
    public string? Strategy { get; }

    /// <summary>Other spellings of the name.</summary>
    public string Aliases => NestedMember.Text(_aliases)!;

    /// <summary>The model id.</summary>
    public override string ToString() => Name;
}
