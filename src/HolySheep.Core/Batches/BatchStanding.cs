using System;
using System.Collections.Generic;
using HolySheep.Failures;

namespace HolySheep.Batches;

/// <summary>What a provider says of a batch.</summary>
/// <param name="Id">The provider's id of it.</param>
/// <param name="State">How far it is.</param>
internal sealed record BatchStanding(string Id, BatchState State)
{
    /// <summary>The requests that were answered; 0 if the provider does not count them before the end.</summary>
    public int Succeeded { get; init; }

    /// <summary>The requests that failed, expired or were cancelled; 0 if the provider does not count them before the end.</summary>
    public int Failed { get; init; }

    /// <summary>The results that the provider has by its own count, so that fewer are not all of them; 0 if it does not count them, or gives none of a batch that ended as this one.</summary>
    public int Promised { get; init; }

    /// <summary>What the provider keeps of the results, answers before errors: files, or the batch itself. They are read at the end and deleted once every answer is kept. Empty before the end, and if the results are a part of the reply to a poll.</summary>
    public IReadOnlyList<string> Results { get; init; } = [];

    /// <summary>The file of its requests at the provider; null if there is none.</summary>
    public string? InputFile { get; init; }

    /// <summary>The time at which what is not answered expires; null if the provider does not tell it.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Why the provider refused it; null if it did not.</summary>
    public Failure? Refusal { get; init; }
}
