using HolySheep.Spend.Pricing;

namespace HolySheep.PowerShell.Results;

/// <summary>What texts would cost as prompts at one model.</summary>
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

    /// <summary>How many prompts there are.</summary>
    public long Items { get; }

    /// <summary>Tokens of all prompts.</summary>
    public long PromptTokens { get; }

    /// <summary>True where the tokens are a rule of thumb, and no tokenizer of the model counted them.</summary>
    public bool Estimated { get; }

    /// <summary>Tokens of all answers, as they are expected.</summary>
    public long OutputTokens { get; }

    /// <summary>What the prompts would cost in USD, null where the price is unknown.</summary>
    public decimal? InputCost { get; }

    /// <summary>What the answers would cost in USD, null where the price is unknown.</summary>
    public decimal? OutputCost { get; }

    /// <summary>What all would cost in USD, null where the price is unknown.</summary>
    public decimal? Cost { get; }

    /// <summary>Why the cost is null.</summary>
    public string? CostReason { get; }

    /// <summary>Whether every prompt fits the window with its answer, null where the window is unknown.</summary>
    public bool? Fits { get; }

    /// <summary>Prompts that do not fit, null where the window is unknown.</summary>
    public long? TooLong { get; }

    /// <summary>Tokens of prompt and answer together that the model takes, null where unknown.</summary>
    public int? ContextWindow { get; }

    /// <summary>The price, null where unknown or where answers are free.</summary>
    public string? Price => NestedMember.Text(_price);

    /// <summary>Where the price was read: an address or a file.</summary>
    public string? PriceSource { get; }

    /// <summary>The day the price was read, as yyyy-MM-dd.</summary>
    public string? PriceDate { get; }

    /// <summary>The model and the cost on one line.</summary>
    public override string ToString() => Cost is { } cost ? System.FormattableString.Invariant($"{Model}: {cost:0.00####} USD") : $"{Model}: {CostReason}";
}
