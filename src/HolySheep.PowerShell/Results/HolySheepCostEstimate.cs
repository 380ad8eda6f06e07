using HolySheep.Spend.Pricing;

namespace HolySheep.PowerShell.Results;

/// <summary>The estimated cost of texts as prompts at one model.</summary>
public sealed class HolySheepCostEstimate
{
    private readonly HolySheepPrice? _price;

    internal HolySheepCostEstimate(CostEstimate estimate)
    {
        Model = estimate.Model;
        Provider = estimate.Provider;
        Items = estimate.Items;
        PromptTokens = estimate.PromptTokens;
        Estimated = estimate.Estimated;
        OutputTokens = estimate.OutputTokens;
        InputCost = estimate.InputCost;
        OutputCost = estimate.OutputCost;
        Cost = estimate.Cost;
        CostReason = estimate.CostReason;
        Fits = estimate.Fits;
        TooLong = estimate.TooLong;
        ContextWindow = estimate.ContextWindow;
        _price = NestedMember.Show(this, nameof(Price), estimate.Price is { } known ? new HolySheepPrice(known.Price) : null);
        PriceSource = estimate.Price?.Source;
        PriceDate = estimate.Price?.Date;
    }

    /// <summary>The model.</summary>
    public string Model { get; }

    /// <summary>The provider that would be asked first.</summary>
    public string Provider { get; }

    /// <summary>The number of prompts.</summary>
    public long Items { get; }

    /// <summary>The tokens of all prompts.</summary>
    public long PromptTokens { get; }

    /// <summary>True if the tokens are estimated by a rule of thumb and not counted by the model's tokenizer.</summary>
    public bool Estimated { get; }

    /// <summary>The expected tokens of all answers.</summary>
    public long OutputTokens { get; }

    /// <summary>The cost of the prompts in USD; null if the price is unknown.</summary>
    public decimal? InputCost { get; }

    /// <summary>The cost of the answers in USD; null if the price is unknown.</summary>
    public decimal? OutputCost { get; }

    /// <summary>The total cost in USD; null if the price is unknown.</summary>
    public decimal? Cost { get; }

    /// <summary>Why the cost is null.</summary>
    public string? CostReason { get; }

    /// <summary>Whether every prompt fits the window with its answer; null if the window is unknown.</summary>
    public bool? Fits { get; }

    /// <summary>The number of prompts that do not fit; null if the window is unknown.</summary>
    public long? TooLong { get; }

    /// <summary>The context window in tokens, for prompt and answer together; null if unknown.</summary>
    public int? ContextWindow { get; }

    /// <summary>The price; null if it is unknown or answers are free.</summary>
    public string? Price => NestedMember.Text(_price);

    /// <summary>Where the price was read: an address or a file.</summary>
    public string? PriceSource { get; }

    /// <summary>The day the price was read, as yyyy-MM-dd.</summary>
    public string? PriceDate { get; }

    /// <summary>The model and the cost on one line.</summary>
    public override string ToString() => Cost is { } cost ? System.FormattableString.Invariant($"{Model}: {cost:0.00####} USD") : $"{Model}: {CostReason}";
}
