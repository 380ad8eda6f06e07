using System;
using System.Collections.Specialized;
using System.Linq;
using HolySheep.Catalog;

namespace HolySheep.PowerShell.Results;

/// <summary>The price of a model's tokens, in USD per million.</summary>
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

    /// <summary>The price with all its steps, so that it can be set again.</summary>
    internal ModelPrice Source { get; }

    /// <summary>The price of prompt tokens.</summary>
    public decimal Input { get; }

    /// <summary>The price of prompt tokens from the cache; null if it is that of other prompt tokens.</summary>
    public decimal? CachedInput { get; }

    /// <summary>The price of prompt tokens that are written to the cache; null if it is that of other prompt tokens.</summary>
    public decimal? CacheWrite { get; }

    /// <summary>The price of answer tokens.</summary>
    public decimal Output { get; }

    /// <summary>The price of reasoning tokens; null if it is that of other answer tokens.</summary>
    public decimal? Reasoning { get; }

    /// <summary>The number of prompt tokens above which the first price step for long prompts applies; null if the length makes no difference.</summary>
    public int? LongContextFrom { get; }

    /// <summary>The price of prompt tokens in requests with a long prompt; null if the length makes no difference.</summary>
    public decimal? LongContextInput { get; }

    /// <summary>The price of answer tokens in requests with a long prompt; null if the length makes no difference.</summary>
    public decimal? LongContextOutput { get; }

    /// <summary>The price in the form that -Price accepts, with all its steps.</summary>
    internal OrderedDictionary Parts()
    {
        var parts = Figures(new OrderedDictionary(), Source.Input, Source.CachedInput, Source.CacheWrite, Source.Output, Source.Reasoning);
        if (Source.LongContext.Count > 0)
        {
            parts["LongContext"] = Source.LongContext.Select(step => Figures(new OrderedDictionary { ["From"] = step.From }, step.Input, step.CachedInput, step.CacheWrite, step.Output, step.Reasoning)).ToList();
        }

        if (Source.Batch is { } batch)
        {
            parts[nameof(Source.Batch)] = batch;
        }

        if (Source.Flex is { } flex)
        {
            parts[nameof(Source.Flex)] = flex;
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

    /// <summary>The prices of prompts and answers, on one line.</summary>
    public override string ToString() => FormattableString.Invariant($"{Input:0.00####} in, {Output:0.00####} out");
}
