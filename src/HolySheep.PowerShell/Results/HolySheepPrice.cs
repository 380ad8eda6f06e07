using System;
using System.Collections.Specialized;
using System.Linq;
using HolySheep.Catalog;

namespace HolySheep.PowerShell.Results;

/// <summary>What a model's tokens cost, in USD per million.</summary>
public sealed class HolySheepPrice
{
    internal HolySheepPrice(ModelPrice price)
    {
        Source = price;
        Input = price.Input;
        CachedInput = price.CachedInput;
        CacheWrite = price.CacheWrite;
        Output = price.Output;
        Reasoning = price.Reasoning;
        if (price.LongContext.Count > 0)
        {
            LongContextFrom = price.LongContext[0].From;
            LongContextInput = price.LongContext[0].Input;
            LongContextOutput = price.LongContext[0].Output;
        }
    }

    /// <summary>The price with all its steps, for a price that is set again.</summary>
    internal ModelPrice Source { get; }

    /// <summary>Prompt tokens.</summary>
    public decimal Input { get; }

    /// <summary>Prompt tokens from the cache, null where they cost what others do.</summary>
    public decimal? CachedInput { get; }

    /// <summary>Prompt tokens that are written to the cache, null where they cost what others do.</summary>
    public decimal? CacheWrite { get; }

    /// <summary>Answer tokens.</summary>
    public decimal Output { get; }

    /// <summary>Answer tokens spent on reasoning, null where they cost what others do.</summary>
    public decimal? Reasoning { get; }

    /// <summary>Above so many prompt tokens a request is billed at the prices for long ones, at the first of their steps; null where length makes no difference.</summary>
    public int? LongContextFrom { get; }

    /// <summary>Prompt tokens of a request with a long prompt, null where length makes no difference.</summary>
    public decimal? LongContextInput { get; }

    /// <summary>Answer tokens of a request with a long prompt, null where length makes no difference.</summary>
    public decimal? LongContextOutput { get; }

    /// <summary>The price as -Price takes it, with all its steps.</summary>
    internal OrderedDictionary Parts()
    {
        var parts = Figures(new OrderedDictionary(), Source.Input, Source.CachedInput, Source.CacheWrite, Source.Output, Source.Reasoning);
        if (Source.LongContext.Count > 0)
        {
            parts["LongContext"] = Source.LongContext.Select(step => Figures(new OrderedDictionary { ["From"] = step.From }, step.Input, step.CachedInput, step.CacheWrite, step.Output, step.Reasoning)).ToList();
        }

        return parts;
    }

    private static OrderedDictionary Figures(OrderedDictionary parts, decimal input, decimal? cachedInput, decimal? cacheWrite, decimal output, decimal? reasoning)
    {
        (string Name, decimal? Value)[] figures = [(nameof(Input), input), (nameof(CachedInput), cachedInput), (nameof(CacheWrite), cacheWrite), (nameof(Output), output), (nameof(Reasoning), reasoning)];
        foreach (var (name, value) in figures.Where(figure => figure.Value is not null))
        {
            parts[name] = value;
        }

        return parts;
    }

    /// <summary>What prompts and answers cost, on one line.</summary>
    public override string ToString() => FormattableString.Invariant($"{Input:0.00####} in, {Output:0.00####} out");
}
