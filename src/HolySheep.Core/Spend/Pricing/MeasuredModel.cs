using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Catalog;
using HolySheep.Chat;
using HolySheep.Configuration;
using HolySheep.Configuration.Names;
using HolySheep.Configuration.Prices;
using HolySheep.Errors;
using HolySheep.Planning;

namespace HolySheep.Spend.Pricing;

/// <summary>One model of a comparison, with its sums.</summary>
internal sealed class MeasuredModel
{
    private readonly RouteCandidate _target;
    private readonly KnownPrice? _price;
    private readonly bool _free;
    private readonly int _answer;
    private bool _estimated;
    private long _items;
    private long _tokens;
    private long _tooLong;
    private decimal _input;
    private decimal _output;

    private MeasuredModel(RouteCandidate target, KnownPrice? price, bool free, int answer) => (_target, _price, _free, _answer) = (target, price, free, answer);

    /// <summary>The target that would be asked.</summary>
    public RouteCandidate Target => _target;

    /// <summary>Why its provider is not asked for further counts; null while it counts.</summary>
    public string? CountFault { get; set; }

    /// <summary>True if a text is counted with the model's encoding where its provider does not count it.</summary>
    public bool HasTokenizer => _target.Tokenizer is { } encoding && TokenCount.Of(encoding, "") is not null;

    /// <summary>The models to compare, each at the target that would be asked first.</summary>
    /// <param name="models">The models; null means the default model and its chain.</param>
    /// <param name="outputTokens">The tokens of each answer; null means 1,000, or less if the model's limit is lower.</param>
    /// <param name="configuration">The configuration.</param>
    /// <param name="freeProviders">Providers whose answers cost nothing.</param>
    /// <param name="now">The time of the prices.</param>
    /// <exception cref="HolySheepException">The tokens are below 0, or no model is named.</exception>
    public static IReadOnlyList<MeasuredModel> Of(
        IReadOnlyList<string>? models, int? outputTokens, HolySheepConfiguration configuration, IReadOnlyCollection<string> freeProviders, DateTimeOffset now)
    {
        if (outputTokens < 0)
        {
            throw new HolySheepException(ErrorCode.ArgumentInvalid, $"An answer cannot have {outputTokens} tokens.", "Give the tokens that you expect of one answer, 0 or more.");
        }

        if (models is { Count: 0 } || models?.Any(string.IsNullOrWhiteSpace) == true)
        {
            throw new HolySheepException(ErrorCode.ArgumentInvalid, "No model is named to measure.", "Name models, or none at all for the default model and its chain.");
        }

        var names = models ?? ModelChain.Of(new RouteQuery { Model = configuration.Defaults.Model }, configuration);
        return names.Select(name => Of(name, outputTokens, configuration, freeProviders, now)).GroupBy(model => model._target.Target).Select(same => same.First()).ToList();
    }

    /// <summary>Adds one prompt. Tokens are counted if the model's encoding is available, otherwise estimated from earlier answers or by a rule of thumb.</summary>
    /// <param name="text">The prompt.</param>
    /// <param name="density">Gives the learned characters per token of a target, if there are any.</param>
    /// <param name="exact">The tokens as its provider counted them; null if it did not.</param>
    public void Add(string text, Func<RouteCandidate, PromptKind, double?> density, long? exact)
    {
        var counted = exact ?? (_target.Tokenizer is { } encoding ? TokenCount.Of(encoding, text) : null);
        _estimated |= counted is null;
        Add(counted ?? (density(_target, new PromptKind(TextScriptCount.Of(text))) is { } learned ? (long)Math.Ceiling(text.Length / learned) : TokenEstimate.Of(text)));
    }

    private void Add(long promptTokens)
    {
        _items++;
        _tokens += promptTokens;
        _tooLong += _target.ContextWindow < promptTokens + _answer ? 1 : 0;
        if (_price is { } known)
        {
            // One by one: only a prompt that is long itself has the price for long prompts.
            var usage = new ChatUsage { PromptTokens = promptTokens, CompletionTokens = _answer };
            _input += CallCost.OfPrompt(known.Price, usage);
            _output += CallCost.OfAnswer(known.Price, usage);
        }
    }

    public CostEstimate ToEstimate() => new()
    {
        Model = _target.Model,
        Provider = _target.Provider,
        Items = _items,
        PromptTokens = _tokens,
        Estimated = _estimated,
        OutputTokens = _items * _answer,
        InputCost = _free ? 0m : _price is null ? null : _input,
        OutputCost = _free ? 0m : _price is null ? null : _output,
        CostReason = _free || _price is not null ? null : $"No price is known for {_target.Target}.",
        ContextWindow = _target.ContextWindow,
        TooLong = _target.ContextWindow is null ? null : _tooLong,
        Price = _free ? null : _price,
    };

    private static MeasuredModel Of(string name, int? outputTokens, HolySheepConfiguration configuration, IReadOnlyCollection<string> freeProviders, DateTimeOffset now)
    {
        var catalog = configuration.Catalog;
        MistypedProvider.ThrowIfAny([name], configuration);
        var target = new RouteTable(configuration).Line(new RouteQuery { Model = name, NoFallback = true })[0].At(0)[0];
        var most = (catalog.Find(target.Model) ?? catalog.Find(target.ChainModel))?.MaxOutput ?? TokenEstimate.UsualAnswer;
        var price = ModelPrices.Find(configuration, target.Provider, target.Model, target.ChainModel)?.On(now);
        return new MeasuredModel(target, price, freeProviders.Contains(target.Provider), outputTokens ?? Math.Min(most, TokenEstimate.UsualAnswer));
    }
}
