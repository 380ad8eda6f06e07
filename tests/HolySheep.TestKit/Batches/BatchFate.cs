using System;

namespace HolySheep.TestKit.Batches;

/// <summary>What becomes of one batch of a scripted provider.</summary>
public sealed record BatchFate
{
    /// <summary>A batch that is answered whole, its results in another order than its requests.</summary>
    public static BatchFate Answered { get; } = new();

    /// <summary>After how many polls it ends; null leaves it to <see cref="ScriptedBatches.PollsToEnd"/>.</summary>
    public int? PollsToEnd { get; init; }

    /// <summary>The code with which all of it is refused; null if it is not.</summary>
    public string? RefusalCode { get; init; }

    /// <summary>The words of the refusal.</summary>
    public string RefusalMessage { get; init; } = "The batch is refused.";

    /// <summary>True if it expires before all is answered.</summary>
    public bool Expires { get; init; }

    /// <summary>How many requests are answered when it expires or is cancelled; null for half of them.</summary>
    public int? AnsweredBeforeStop { get; init; }

    /// <summary>Whether a request fails, by its 0-based place in the batch.</summary>
    public Func<int, bool> Fails { get; init; } = _ => false;

    /// <summary>True if every result comes twice.</summary>
    public bool Duplicates { get; init; }

    /// <summary>True if broken lines, lines of other requests and an overlong line stand between the results.</summary>
    public bool Garbles { get; init; }

    /// <summary>True if the results come in the order of the requests.</summary>
    public bool InOrder { get; init; }

    /// <summary>True if the results cannot be read any more.</summary>
    public bool LosesResults { get; init; }
}
