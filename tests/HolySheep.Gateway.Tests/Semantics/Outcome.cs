using System;

namespace HolySheep.Gateway.Tests.Semantics;

/// <summary>What a caller learns of one call.</summary>
internal sealed record Outcome
{
    /// <summary>The text that it has.</summary>
    public string Text { get; init; } = "";

    /// <summary>The calls of tools that it has, by name.</summary>
    public string Tools { get; init; } = "";

    /// <summary>True if it can tell that the answer is whole.</summary>
    public bool IsWhole { get; init; }

    /// <summary>The status of the response, before any text of it.</summary>
    public int Status { get; init; } = 200;

    /// <summary>The word for programs, in place of a whole answer.</summary>
    public string? Code { get; init; }

    /// <summary>The code of the error in our own words, as far as the protocol has a place for it.</summary>
    public string? OwnCode { get; init; }

    /// <summary>What happened, and what to do.</summary>
    public string? Message { get; init; }

    /// <summary>The seconds after which the caller should ask again.</summary>
    public long? RetryAfter { get; init; }

    /// <summary>True if official clients are told not to ask again by themselves.</summary>
    public bool ForbidsRetry { get; init; }

    /// <summary>Who answered, after how many attempts.</summary>
    public string? Source { get; init; }

    /// <summary>The cost in USD.</summary>
    public decimal? Cost { get; init; }

    /// <summary>True if the caller has the provider's id of the request.</summary>
    public bool HasRequestId { get; init; }

    public override string ToString() => string.Join(Environment.NewLine,
        $"text: {Text}", $"tools: {Tools}", $"whole: {IsWhole}", $"status: {Status}", $"code: {Code} {OwnCode}", $"message: {Message}", $"retry: {RetryAfter} {ForbidsRetry}", $"source: {Source}", $"cost: {Cost:0.############}", $"request id: {HasRequestId}");
}
